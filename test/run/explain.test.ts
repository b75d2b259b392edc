/** Explanations: every node in source order, how deep it stands, how it ended, what is hidden, and one sentence. */
import { describe, expect, it } from "vitest";
import { compile, defineEnvironment, type ExplainedNode } from "../../src/index.js";

const env = defineEnvironment({
  user: {
    email: { type: "text?", sensitivity: "personal" },
    list: "list<integer>?",
    names: "list<text>?",
  },
  app: { home: "text?", level: "integer?" },
});

/** A node in short: its depth, its source and its end. */
function inShort({ depth, source, status, value, code, masked, repeated }: ExplainedNode): unknown[] {
  const end = status === "value" ? (masked ? "masked" : value) : (code ?? status);
  return [depth, source, end, ...(repeated ? ["repeated"] : [])];
}

const told = (source: string, context: object) => compile(source, env).explain(context);

describe("the nodes of an explanation", () => {
  it("stand in source order, those around others first; what was not run is skipped", () => {
    const source = 'app.level > 3 ? app.home : "b" + "c"';
    expect(told(source, { app: { level: 5, home: "H" } }).nodes.map(inShort)).toEqual([
      [0, source, "H"],
      [1, "app.level > 3", true],
      [2, "app.level", 5],
      [2, "3", 3],
      [1, "app.home", "H"],
      [1, '"b" + "c"', "skipped"],
      [2, '"b"', "skipped"],
      [2, '"c"', "skipped"],
    ]);
  });

  it("are whole", () => {
    expect(told("-app.level", { app: { level: 5 } }).nodes).toEqual([
      { id: 2, kind: "Unary", span: { start: 0, end: 10 }, source: "-app.level", depth: 0, status: "value", value: -5 },
      { id: 1, kind: "Member", span: { start: 1, end: 10 }, source: "app.level", depth: 1, status: "value", value: 5 },
    ]);
  });

  it("include every operator of a chain and every conditional of a ladder", () => {
    expect(told('app.home + "-" + app.home', { app: { home: "H" } }).nodes.map(inShort)).toEqual([
      [0, 'app.home + "-" + app.home', "H-H"],
      [1, 'app.home + "-"', "H-"],
      [2, "app.home", "H"],
      [2, '"-"', "-"],
      [1, "app.home", "H"],
    ]);
    const ladder = "app.level == 1 ? 10 : app.level == 2 ? 20 : 30";
    expect(told(ladder, { app: { level: 2 } }).nodes.map(inShort)).toEqual([
      [0, ladder, 20],
      [1, "app.level == 1", false],
      [2, "app.level", 2],
      [2, "1", 1],
      [1, "10", "skipped"],
      [1, "app.level == 2 ? 20 : 30", 20],
      [2, "app.level == 2", true],
      [3, "app.level", 2],
      [3, "2", 2],
      [2, "20", 20],
      [2, "30", "skipped"],
    ]);
    expect(told(ladder, { app: { level: 1 } }).nodes.map(inShort)).toContainEqual([1, "app.level == 2 ? 20 : 30", "skipped"]);
  });

  it("have no parts of a path and no names of families", () => {
    expect(told('String.len(app["home"])', { app: { home: "abc" } }).nodes.map(inShort)).toEqual([
      [0, 'String.len(app["home"])', 3],
      [1, 'app["home"]', "abc"],
    ]);
    expect(told('user.getInternalProperty("id")', { user: { id: "u" } }).nodes.map(inShort)).toEqual([
      [0, 'user.getInternalProperty("id")', "u"],
    ]);
    expect(told("{1, 2}[app.level]", { app: { level: 1 } }).nodes.map(inShort)).toEqual([
      [0, "{1, 2}[app.level]", 2],
      [1, "{1, 2}", [1, 2]],
      [2, "1", 1],
      [2, "2", 2],
      [1, "app.level", 1],
    ]);
  });

  it("between brackets tell of the last element", () => {
    expect(told("user.list.![#this / (#this - 2)]", { user: { list: [5, 2, 1] } }).nodes.map(inShort)).toEqual([
      [0, "user.list.![#this / (#this - 2)]", "run/division-by-zero"],
      [1, "user.list", [5, 2, 1]],
      [1, "#this / (#this - 2)", "run/division-by-zero", "repeated"],
      [2, "#this", 2, "repeated"],
      [2, "#this - 2", 0, "repeated"],
      [3, "#this", 2, "repeated"],
      [3, "2", 2, "repeated"],
    ]);
    expect(told("{1, null}.?[#this != null]", {}).nodes.map(inShort)).toContainEqual([2, "#this", "null", "repeated"]);
  });

  it("tell of a null what an evaluation saw, not what the search for its reason did", () => {
    const { nodes, outcome } = told('{app.home, "b"}.![toUpperCase()][0]', { app: {} });
    expect(outcome).toMatchObject({ status: "absent", reason: { code: "unset-on-client" } });
    expect(nodes.map(inShort)).toContainEqual([2, "toUpperCase()", "B", "repeated"]);
  });

  it("that end with an error have its code, and no value", () => {
    expect(told("1 / 0", {}).nodes[0]).toEqual({
      id: 2,
      kind: "Binary",
      span: { start: 0, end: 5 },
      source: "1 / 0",
      depth: 0,
      status: "error",
      code: "run/division-by-zero",
    });
    const program = compile("String.toUpperCase(app.home)", defineEnvironment({ limits: { work: 2 } }));
    expect(program.explain({ app: { home: "abc" } }).nodes[0]).toMatchObject({ status: "error", code: "context/too-much-work" });
  });

  it("that hold more than can be shown are told without it", () => {
    const list = new Array<number>(1000).fill(1);
    expect(told("Arrays.size(user.list)", { user: { list: list.slice(1) } }).nodes[1]).toMatchObject({ value: list.slice(1) });
    expect(told("Arrays.size(user.list)", { user: { list } }).nodes[1]).toEqual({
      id: 2,
      kind: "Member",
      span: { start: 12, end: 21 },
      source: "user.list",
      depth: 1,
      status: "value",
    });
    const limits = { listLength: 200_000, dataSize: 200_000, work: 2_000_000 };
    const size = compile("Arrays.size(user.list)", defineEnvironment({ limits }));
    const { nodes, outcome } = size.explain({ user: { list: new Array<number>(125_001).fill(1) } });
    expect(outcome).toEqual({ status: "value", value: 125_001 });
    expect(nodes.map(inShort)).toEqual([
      [0, "Arrays.size(user.list)", 125_001],
      [1, "user.list", undefined],
    ]);
    expect(nodes[1]?.status).toBe("value");
    expect(told("Arrays.size(user.names)", { user: { names: ["a", "\ud800"] } }).nodes.map(inShort)).toContainEqual([
      1,
      "user.names",
      "run/ill-formed-text",
    ]);
  });
});

describe("what is sensitive", () => {
  const context = { user: { email: "ann@example.com" }, app: { home: "H" } };
  const source = "app.home == null ? app.home : user.email";
  it("is masked, and what is made of it", () => {
    const { nodes, outcome, sentence } = told(source, context);
    expect(outcome).toEqual({ status: "value", masked: true });
    expect(nodes.map(inShort)).toEqual([
      [0, source, "masked"],
      [1, "app.home == null", false],
      [2, "app.home", "H"],
      [2, "null", "null"],
      [1, "app.home", "skipped"],
      [1, "user.email", "masked"],
    ]);
    expect(sentence).toBe("There is a value; it is not shown.");
  });
  it("is shown to whoever asks for it", () => {
    const { nodes, outcome, sentence } = compile(source, env).explain(context, { reveal: true });
    expect(outcome).toEqual({ status: "value", value: "ann@example.com" });
    expect(nodes.map(inShort)).toContainEqual([1, "user.email", "ann@example.com"]);
    expect(sentence).toBe('The value is "ann@example.com".');
  });
});

describe("the sentence", () => {
  it.each<[string, object, string]>([
    ["{1, app.home}", { app: { home: "H" } }, 'The value is [1,"H"].'],
    ["user.email", {}, "There is no value: `user.email` needs a user, and this context has none."],
    ["1 / (app.level - 1)", { app: { level: 1 } }, "The evaluation ends with an error: The right side of `/` is zero."],
  ])("of %s", (source, context, sentence) => expect(told(source, context).sentence).toBe(sentence));
  it("of a context that says another grant than the caller", () => {
    const { outcome, nodes } = compile("app.home", env).explain({ grant: "password" }, { grant: "client_credentials" });
    expect(outcome.status).toBe("error");
    expect(nodes.map(inShort)).toEqual([[0, "app.home", "skipped"]]);
  });
});

/** Calls in their short forms: as many arguments as there are, of the kinds that are wanted, charged like any call. */
import { describe, expect, it } from "vitest";
import {
  absent,
  any,
  boolean,
  compile,
  defineEnvironment,
  defineFunction,
  fail,
  integer,
  list,
  type Outcome,
  type Overload,
  overload,
  receiving,
  text,
  types,
} from "../../src/index.js";
import { Operand } from "../../src/run/operand.js";
import { choice, type Direct, directly, groupField, groupSelection, joining, lookup, shortCall } from "../../src/run/quick.js";
import { Fault, Group, type Value } from "../../src/values/value.js";
import { frameOf, GENERAL, general, hostRow, partsOf, standing } from "./forms.js";

const functions = [
  hostRow(
    "Test.three",
    overload({
      params: [text("a"), text("b"), text("c")],
      returns: types.text,
      run: (...args) => (args.length === 3 ? `[${args.join("|")}]` : fail("run/budget", { limit: args.length })),
    }),
  ),
  hostRow("Test.not", overload({ params: [boolean("a")], returns: types.boolean, run: (a) => !a })),
  hostRow("Test.same", overload({ params: [any("a"), any("b")], returns: types.boolean, run: (a, b) => a === b })),
  hostRow(
    "Test.last",
    overload({ params: [list("a")], returns: types.unknown, mayBeNull: true, run: (a) => a.at(-1) ?? absent("no-group-matched") }),
  ),
  hostRow("Test.isNull", overload({ params: [receiving(any("a"))], returns: types.boolean, run: (a) => a === null })),
  hostRow(
    "Test.often",
    overload({ params: [text("a"), text("b")], returns: types.text, looks: (args) => 5 * args, run: (a, b) => a + b }),
  ),
  hostRow("Test.double", overload({ params: [text("a")], returns: types.text, run: (a) => a + a })),
  hostRow(
    "Test.dear",
    overload({
      params: [text("a"), text("b"), text("c")],
      returns: types.text,
      cost: (a, b, c) => a.length + 10 * b.length + 100 * c.length,
      run: (a, b, c) => a + b + c,
    }),
  ),
];

const DATA = { t: "x", u: "y", v: "z", yes: true, list: [1, 2], empty: [], number: 5, map: {}, group: "app_0123456789" };
const CONTEXT = { user: DATA, groups: [{ id: "g", type: "OKTA_GROUP", name: DATA.group }] };

/** The end of an evaluation: short forms and the general ones, which explanations run, agree. */
function end(source: string, limits: object = {}): unknown {
  const program = compile(source, defineEnvironment({ functions, limits }));
  const outcome = program.evaluate(CONTEXT);
  expect(program.explain(CONTEXT).outcome as Outcome).toEqual(outcome);
  if (outcome.status === "value") return outcome.value;
  if (outcome.status === "absent") return [outcome.reason.code];
  const { code, span } = outcome.diagnostic;
  return [code, source.slice(span.start, span.end)];
}

describe("a call", () => {
  it.each<[string, unknown]>([
    ["Test.three(user.t, user.u, user.v)", "[x|y|z]"],
    ['Test.three("1", "2", "3")', "[1|2|3]"],
    ["Test.three(user.t, user.u, user.none)", ["unset-on-user"]],
    ["Test.three(user.t, user.none, user.v)", ["unset-on-user"]],
    ["Test.three(user.none, user.u, user.v)", ["unset-on-user"]],
    ["Test.three(user.t, user.u, user.list)", "[x|y|1,2]"],
    ["Test.three(user.t, user.u, user.map)", ["run/argument-type", "Test.three(user.t, user.u, user.map)"]],
    ["Test.three(user.t, user.u, user.v.w)", ["run/not-a-map", "user.v.w"]],
    ["Test.three(user.t, user.u.w, user.v.w)", ["run/not-a-map", "user.u.w"]],
    ["Test.three(user.t.w, user.u.w, user.v.w)", ["run/not-a-map", "user.t.w"]],
    ["Test.not(user.yes)", false],
    ["Test.not(user.t)", ["run/argument-type", "Test.not(user.t)"]],
    ["Test.not(user.list)", ["run/argument-type", "Test.not(user.list)"]],
    ["Test.same(user.t, user.t)", true],
    ["Test.same(user.t, user.number)", false],
    ["Test.same(user.none, user.none)", ["unset-on-user"]],
    ["Test.last(user.list)", 2],
    ["Test.last(user.empty)", ["no-group-matched"]],
    ['Test.last("1, 2")', "2"],
    ["Test.last(user.number)", ["run/argument-type", "Test.last(user.number)"]],
    ["Test.isNull(user.none)", true],
    ["Test.isNull(user.t)", false],
    ['Test.often(user.t, "y")', "xy"],
    ['Test.often(user.number, "y")', ["run/argument-type", 'Test.often(user.number, "y")']],
  ])("%s", (source, expected) => expect(end(source)).toEqual(expected));
});

describe("what a call works through", () => {
  it("is counted as often as its row looks at it", () => {
    expect(end('Test.often(user.t, "y")', { work: 20 })).toBe("xy");
    expect(end('Test.often(user.t, "y")', { work: 19 })).toEqual(["context/too-much-work", 'Test.often(user.t, "y")']);
  });
  it("is every argument of three", () => {
    expect(end("Test.three(user.t, user.u, user.v)", { work: 3 })).toBe("[x|y|z]");
    expect(end("Test.three(user.t, user.u, user.v)", { work: 2 })).toEqual([
      "context/too-much-work",
      "Test.three(user.t, user.u, user.v)",
    ]);
  });
  it("is a list by its elements", () => {
    expect(end("Test.last(user.list)", { work: 16 })).toBe(2);
    expect(end("Test.last(user.list)", { work: 15 })).toEqual(["context/too-much-work", "Test.last(user.list)"]);
  });
  it("is a text alone", () => {
    expect(end("Test.double(user.group)", { work: 14 })).toBe(DATA.group + DATA.group);
    expect(end("Test.double(user.group)", { work: 13 })).toEqual(["context/too-much-work", "Test.double(user.group)"]);
  });
});

describe("the steps of a call", () => {
  it("are one and what its row charges", () => {
    expect(end("Test.dear(user.t, user.u, user.v)", { steps: 112 })).toBe("xyz");
    expect(end("Test.dear(user.t, user.u, user.v)", { steps: 111 })).toEqual(["run/budget", "Test.dear(user.t, user.u, user.v)"]);
    // Two elements, each charged the nodes between the brackets and the call's own step; the second call is the last to pay.
    const inBrackets = [
      ["Test.double(user.t)", 4],
      ['Test.often(user.t, "y")', 5],
      ["Test.not(user.yes)", 4],
    ] as const;
    for (const [call, nodes] of inBrackets) {
      const source = `user.list.![${call}]`;
      expect(end(source, { steps: 2 * (nodes + 1) })).toEqual(end(source));
      expect(end(source, { steps: 2 * (nodes + 1) - 1 })).toEqual(["run/budget", call]);
    }
  });
});

describe("the length of what a row gives", () => {
  it("is held to the limit", () => {
    expect(end('Test.double("12")', { textLength: 4 })).toBe("1212");
    expect(end('Test.double("12")', { textLength: 3 })).toEqual(["run/text-too-long", 'Test.double("12")']);
    expect(end('Test.often(user.t, "12")', { textLength: 3 })).toBe("x12");
    expect(end('Test.often(user.t, "12")', { textLength: 2 })).toEqual(["run/text-too-long", 'Test.often(user.t, "12")']);
    expect(end('Test.three("1", "2", "3")', { textLength: 7 })).toBe("[1|2|3]");
    expect(end('Test.three("1", "2", "3")', { textLength: 6 })).toEqual(["run/text-too-long", 'Test.three("1", "2", "3")']);
  });
});

describe("a test of a group's name", () => {
  const source = 'groups.?[name.isSame("app_0123456789")].![id]';
  const env = (limits: object) =>
    defineEnvironment({
      limits,
      functions: [
        defineFunction({
          name: "Test.isSame",
          method: "isSame",
          dialect: "both",
          documented: "ours",
          doc: "Whether two texts are one.",
          overloads: [
            overload({ params: [text("a"), text("b")], returns: types.boolean, looks: (args) => args, run: (a, b) => a === b }),
          ],
          examples: [],
        }),
      ],
    });
  const ending = (limits: object) => {
    const program = compile(source, env(limits));
    const outcome = program.evaluate(CONTEXT);
    expect(program.explain(CONTEXT).outcome as Outcome).toEqual(outcome);
    return outcome;
  };
  const test = { start: 9, end: 38 };
  it("is charged like any call", () => {
    expect(ending({})).toEqual({ status: "value", value: ["g"] });
    // The text and the literal, twice; an element of the result and its text.
    expect(ending({ work: 56 + 8 + 1 })).toEqual({ status: "value", value: ["g"] });
    expect(ending({ work: 55 })).toMatchObject({ diagnostic: { code: "context/too-much-work", span: test } });
    // Three nodes of the test for each element, a step of the call, one node of the projection.
    expect(ending({ steps: 5 })).toEqual({ status: "value", value: ["g"] });
    expect(ending({ steps: 3 })).toMatchObject({ diagnostic: { code: "run/budget", span: test } });
    // The steps of the element itself are taken before those of the call, and belong to the list.
    expect(ending({ steps: 2 })).toMatchObject({ diagnostic: { code: "run/budget", span: { start: 0, end: 6 } } });
    // Where both are too few, steps are told of.
    expect(ending({ steps: 3, work: 55 })).toMatchObject({ diagnostic: { code: "run/budget", span: test } });
  });
});

const { compiling: EMPTY } = partsOf("true");
const fresh = (most: object = {}) => frameOf(EMPTY, {}, most);
const FAULT = new Fault("run/refused-name", {}, 1, 2);
const given = (value: Value | Fault) => Operand.computed(() => value);

/** A row of so many texts that tells what it was given. */
const texts = (count: number, more: object = {}): Overload =>
  overload({
    ...more,
    params: Array.from({ length: count }, (_, index) => text(`p${index}`)),
    returns: types.text,
    run: (...args) => args.join("|"),
  });

describe("a row's code", () => {
  const prepared = { ...text("a"), prepare: (value: Value) => value };
  const inner = { ...text("a"), inner: { name: "one", type: types.text } };
  it.each<[string, Overload, number, readonly string[] | undefined]>([
    ["one text", texts(1), 1, ["text"]],
    ["two texts", texts(2), 2, ["text", "text"]],
    ["three texts", texts(3), 3, ["text", "text", "text"]],
    ["of each kind", { ...texts(3), params: [list("a"), any("b"), boolean("c")] }, 3, ["list", "unknown", "boolean"]],
    ["four texts", texts(4), 4, undefined],
    ["nothing", texts(0), 0, undefined],
    ["fewer than it has", texts(2), 1, undefined],
    ["more than it has", texts(2, { rest: text("r") }), 3, undefined],
    ["what goes on", texts(2, { rest: text("r") }), 2, undefined],
    ["something of the context", texts(1, { context: [] }), 1, undefined],
    ["a size", texts(1, { size: () => 1 }), 1, undefined],
    ["elements", texts(1, { elements: () => 1 }), 1, undefined],
    ["what is made ready", { ...texts(2), params: [text("b"), prepared] }, 2, undefined],
    ["an inner expression", { ...texts(2), params: [inner, text("b")] }, 2, undefined],
    ["a number", { ...texts(2), params: [text("a"), integer("b")] }, 2, undefined],
  ])("is called directly or not, where it takes %s", (_words, entry, count, kinds) =>
    expect(directly(entry, count, 10)?.overload.params.map(({ type }) => type.kind)).toEqual(kinds),
  );

  it("that stands for a path is not called", () => {
    const { run: _run, ...rest } = texts(1);
    expect(directly(rest, 1, 10)).toBeUndefined();
  });

  it("is made ready once for a length of texts", () => {
    const entry = texts(2, { cost: () => 1 });
    const direct = directly(entry, 2, 10);
    expect(direct).toEqual({ code: entry.run, charge: entry.cost, textLength: 10, overload: entry });
    expect(directly(entry, 2, 10)).toBe(direct);
    expect(directly(entry, 1, 10)).toBeUndefined();
    expect(directly(entry, 2, 11)?.textLength).toBe(11);
    expect(directly(entry, 2, 10)).not.toBe(direct);
  });
});

/** A row, its arguments, and whether a null receiver is skipped. */
type Tried = readonly [entry: Overload, args: readonly (Value | Fault | Operand)[], skipsNull?: boolean];

/** What the short form of a call gives; its general form tells that it was run. */
function shortly([entry, args, skipsNull = false]: Tried, most: object = {}): unknown {
  const operands = args.map((arg) => (arg instanceof Operand ? arg : given(arg)));
  const direct = directly(entry, args.length, 10) as Direct;
  return shortCall(operands, direct, skipsNull, standing)(fresh(most));
}

describe("the short form of a call", () => {
  const written = Operand.written("w");
  const dear = (count: number) => texts(count, { cost: (...args: string[]) => 10 * args.length });
  const twice: Overload = { ...texts(2, { looks: (args: number) => args }), params: [text("a"), boolean("b")] };
  const kinds: Overload = { ...texts(3), params: [list("a"), any("b"), boolean("c")] };
  const receivesOne: Overload = { ...texts(1), params: [receiving(text("a"))] };

  it.each<[string, Tried, unknown]>([
    ["one text", [texts(1), ["a"]], "a"],
    ["a text and one that is written out", [texts(2), ["a", written]], "a|w"],
    ["two texts", [texts(2), ["a", "b"]], "a|b"],
    ["three texts", [texts(3), ["a", "b", written]], "a|b|w"],
    ["one of three that is charged", [dear(1), ["a"]], "a"],
    ["two that are charged", [dear(2), ["a", written]], "a|w"],
    ["other kinds", [kinds, [["1"], 5, false]], "1|5|false"],
    ["a list and a text that is written out", [{ ...kinds, params: [list("a"), any("b")] }, [["1"], written]], "1|w"],
    ["a receiver that may be skipped", [texts(2), ["a", written], true], "a|w"],
    ["ten units", [texts(1), ["0123456789"]], "0123456789"],
    ["a null that may be", [receivesOne, [null]], ""],
    ["a null that may be where the row charges", [{ ...dear(1), params: [receiving(text("a"))] }, [null]], ""],
    [
      "a null that may be beside a written one, where the row charges",
      [{ ...dear(2), params: [receiving(text("a")), text("b")] }, [null, written]],
      "|w",
    ],
    ["a list that may be null", [{ ...texts(1), params: [receiving(list("a"))] }, [null]], ""],
    [
      "a second null that may be",
      [{ ...texts(2), params: [text("a"), receiving(any("b"))] }, ["a", Operand.computed(() => null)]],
      "a|",
    ],
  ])("is enough for %s", (_words, tried, expected) => expect(shortly(tried)).toBe(expected));

  it.each<[string, Tried]>([
    ["one", [texts(1), [5]]],
    ["one of two that is null and may be", [{ ...texts(2), params: [receiving(text("a")), text("b")] }, [null, written]]],
    ["the first beside a written one", [texts(2), [5, written]]],
    ["the first beside a written one where the row charges", [dear(2), [5, written]]],
    ["a written one", [texts(2), ["a", Operand.written(5)]]],
    ["a written one that the first might be", [{ ...texts(2), params: [any("a"), text("b")] }, ["a", Operand.written(5)]]],
    ["a written null", [{ ...texts(2), params: [text("a"), any("b")] }, ["a", Operand.written(null)]]],
    ["the first of two", [texts(2), [5, "b"]]],
    ["the second of two", [texts(2), ["a", 5]]],
    ["the third of three", [texts(3), ["a", "b", null]]],
    ["a list", [kinds, ["1, 2", 5, true]]],
    ["anything but null", [kinds, [[], null, true]]],
    ["true or false", [kinds, [[], 5, "true"]]],
    ["the first null, which is not skipped", [texts(2), [null, "b"]]],
    ["a null behind the receiver", [texts(2), ["a", null], true]],
  ])("leaves what does not fit to the general form: %s", (_words, tried) =>
    expect(shortly(tried)).toEqual([
      GENERAL,
      tried[1].map((arg) => (arg instanceof Operand ? arg.written : arg)),
      { start: 3, end: 5 },
      7,
    ]),
  );

  it.each<[string, Tried]>([
    ["one", [texts(1), [FAULT]]],
    ["the first beside a written one", [texts(2), [FAULT, written]]],
    ["the first beside a written one where the row charges", [dear(2), [FAULT, written]]],
    ["the first of two", [texts(2), [FAULT, new Fault("run/stack")]]],
    ["the second of three", [texts(3), [5, FAULT, new Fault("run/stack")]]],
    ["the third of three", [texts(3), [5, null, FAULT]]],
    ["the one behind a receiver", [texts(2), ["a", FAULT], true]],
  ])("gives the first fault: %s", (_words, tried) => expect(shortly(tried)).toBe(FAULT));

  it("does not read again what is written out", () => {
    const once = Object.assign(Operand.written("w"), { read: () => expect.unreachable("it is known") });
    expect(shortly([texts(2), ["a", once]])).toBe("a|w");
  });

  it.each<[string, Tried, number]>([
    ["one text", [texts(1), [null]], 0],
    ["a text and one that is written out", [texts(2, { looks: (args: number) => args }), [null, written]], 2],
    ["a list", [{ ...texts(1), params: [list("a")] }, [null]], 0],
    ["two where the row charges", [dear(2), [null, written]], 1],
  ])("gives null for a first that is null, charged like any: %s", (_words, tried, work) => {
    expect(shortly(tried)).toBeNull();
    expect(shortly(tried, { steps: 1, work: Math.max(1, work) })).toBeNull();
    expect(shortly([{ ...tried[0], steps: 1 }, tried[1]], { steps: 1 })).toMatchObject({ code: "run/budget", start: 3, end: 5 });
    if (work > 1) expect(shortly(tried, { work: work - 1 })).toMatchObject({ code: "context/too-much-work", start: 3, end: 5 });
  });

  it("gives null for a receiver that is null, and evaluates nothing else", () => {
    expect(shortly([texts(2), [null, FAULT], true])).toBeNull();
    expect(shortly([texts(1), [null], true])).toBeNull();
    expect(shortly([texts(2), [null, written], true])).toBeNull();
  });

  it.each<[string, Overload, readonly (Value | Operand)[], number, number]>([
    ["one text", texts(1), ["abc"], 1, 3],
    ["a text and one that is written out", texts(2), ["abc", written], 1, 4],
    ["two texts", texts(2), ["abc", "de"], 1, 5],
    ["three texts", texts(3), ["abc", "de", written], 1, 6],
    ["one that is looked at twice", texts(1, { looks: (args: number) => args + 1 }), ["abc"], 1, 6],
    ["two that are looked at thrice", texts(2, { looks: (args: number) => args + 1 }), ["abc", written], 1, 12],
    ["two of the data that are", texts(2, { looks: (args: number) => args + 1 }), ["abc", "d"], 1, 12],
    ["three that are looked at four times", texts(3, { looks: (args: number) => args + 1 }), ["a", "b", "c"], 1, 12],
    ["a list", kinds, [["1"], "b", true], 1, 9],
    ["what its row charges of one", dear(1), ["abc"], 11, 3],
    ["what its row charges of two", dear(2), ["abc", "d"], 21, 4],
    ["what its row charges of two, one written out", dear(2), ["abc", written], 21, 4],
    ["a list and a number that is written out", { ...kinds, params: [list("a"), any("b")] }, [["1"], Operand.written(5)], 1, 8],
    ["a text and a truth that is written out, twice", twice, ["abc", Operand.written(true)], 1, 6],
    ["what its row charges of three", dear(3), ["abc", "d", "e"], 31, 5],
  ])("is charged for %s", (_words, entry, args, steps, work) => {
    const place = { start: 3, end: 5 };
    expect(shortly([entry, args], { steps, work })).not.toBeInstanceOf(Fault);
    expect(shortly([entry, args], { steps: steps - 1, work })).toMatchObject({ code: "run/budget", ...place });
    expect(shortly([entry, args], { steps, work: work - 1 })).toMatchObject({ code: "context/too-much-work", ...place });
  });

  it("gives what the code gives", () => {
    const giving = (result: unknown) => ({ ...texts(1), run: () => result }) as Overload;
    const place = { start: 3, end: 5 };
    for (const value of [true, false, 5, null, "", "0123456789"]) expect(shortly([giving(value), ["a"]])).toBe(value);
    const listed = ["a"];
    expect(shortly([giving(listed), ["a"]])).toBe(listed);
    expect(shortly([giving(absent("no-group-matched")), ["a"]])).toBeNull();
    expect(shortly([giving(fail("run/negative-index")), ["a"]])).toMatchObject({ code: "run/negative-index", ...place });
    expect(shortly([giving("01234567890"), ["a"]])).toMatchObject({ code: "run/text-too-long", data: { limit: 10 }, ...place });
    expect(shortly([{ ...texts(2), run: () => "01234567890" }, ["a", "b"]])).toMatchObject({ code: "run/text-too-long" });
  });
});

describe("short forms of other parts", () => {
  it("choose by what a condition holds", () => {
    const chosen = (holds: boolean | Fault) => choice({ holds: () => holds }, given("yes"), given("no"))(fresh());
    expect([true, false, FAULT].map(chosen)).toEqual(["yes", "no", FAULT]);
  });

  it("look a text up", () => {
    const arms = new Map([
      ["a", given("A")],
      ["b", given(FAULT)],
    ]);
    const found = (value: Value | Fault) => lookup(given(value), arms, given("other"))(fresh());
    expect(["a", "b", "c", null, 5, new Fault("run/stack", {}, 3, 4)].map(found)).toMatchObject([
      "A",
      FAULT,
      "other",
      "other",
      "other",
      { code: "run/stack" },
    ]);
  });

  it("join what is written out up to the longest text", () => {
    const joined = (most: number, ...parts: string[]) => joining(parts, general, most)(fresh());
    expect([joined(4, "ab", "cd"), joined(3, "ab", "cd"), joined(4, "", "abcd")]).toEqual(["abcd", GENERAL, "abcd"]);
    expect(joined(1000, "x".repeat(250), "12345")).toBe(`${"x".repeat(250)}12345`);
    expect(joined(1000, "x".repeat(250), "123456")).toBe(GENERAL);
  });

  const group = (fields: readonly [string, Value | Fault][]) => new Group(new Map(fields));
  it("read a group's attribute", () => {
    const read = (element: Value) => {
      const frame = fresh();
      frame.element = element;
      return groupField("name", general)(frame);
    };
    expect(read(group([["name", "n"]]))).toBe("n");
    expect(read(group([]))).toBeNull();
    expect(read(group([["name", FAULT]]))).toBe(GENERAL);
    expect([null, "name", new Map([["name", "n"]])].map(read)).toEqual([GENERAL, GENERAL, GENERAL]);
  });

  it("select by a group's attribute, and leave what is no group and no text", () => {
    const entry = {
      ...texts(2, { looks: (args: number) => args + 1 }),
      run: (a: unknown, b: unknown) => a === b,
    } as unknown as Overload;
    const select = groupSelection("name", "abc", directly(entry, 2, 10) as Direct, 4);
    const selected = (...source: Value[]) => select(source, fresh());
    const [same, again, differs] = [group([["name", "abc"]]), group([["name", "abc"]]), group([["name", "abd"]])];
    expect([selected(), selected(differs)]).toEqual([[], []]);
    expect(selected(same, differs, again)).toEqual([same, again]);
    for (const other of [null, "abc", new Map([["name", "abc"]]), group([]), group([["name", FAULT]]), group([["name", 5]])])
      expect([selected(other), selected(same, other), selected(other, same)]).toEqual([undefined, undefined, undefined]);
    // What gives neither true nor false is for the general form.
    expect(groupSelection("name", "abc", directly(texts(2), 2, 10) as Direct, 4)([same], fresh())).toBeUndefined();
    // All elements and calls at once, or nothing of them.
    for (const [most, kept, left] of [
      [{ steps: 15, work: 54 }, [same, again], [0, 0]],
      [{ steps: 14, work: 54 }, undefined, [14, 54]],
      [{ steps: 15, work: 53 }, undefined, [15, 53]],
    ] as const) {
      const frame = fresh(most);
      expect(select([same, again, differs], frame)).toEqual(kept);
      expect([most.steps - frame.spent, frame.room.work]).toEqual(left);
    }
  });

  it("look at no group's text that there is no work left for", () => {
    const seen: unknown[] = [];
    const entry = {
      ...texts(2),
      run: (a: unknown) => {
        seen.push(a);
        return true;
      },
    } as unknown as Overload;
    const select = groupSelection("name", "abc", directly(entry, 2, 10) as Direct, 4);
    const source = ["a", "b", "c", "d"].map((name) => group([["name", name]]));
    expect(select(source, fresh({ work: 8 }))).toBeUndefined();
    expect(seen).toEqual(["a", "b"]);
    expect(select(source, fresh({ steps: 19 }))).toBeUndefined();
    expect(seen).toEqual(["a", "b"]);
    expect(select(source, fresh({ steps: 20 }))).toEqual(source);
  });
});

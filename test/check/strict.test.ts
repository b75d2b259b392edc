/** A strict environment: what it refuses, on which grants, and what it lets pass. */
import { describe, expect, it } from "vitest";
import { check, type Diagnostic, defineEnvironment } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";

const schemas = {
  user: { email: "text", nick: "text?", address: { type: "map?", attributes: { city: "text?" } }, tags: "list<text>" },
  appuser: { role: "text?" },
  app: { home: "text?", level: "integer", hosts: "list<text>?", desk: "text?" },
} as const;
const strict = defineEnvironment({ ...schemas, functions: allFunctions, strict: true });
const loose = defineEnvironment({ ...schemas, functions: allFunctions });
const people = defineEnvironment({ ...schemas, functions: allFunctions, strict: true, grants: ["password"] });

const errorsOf = (source: string, env = strict) => check(source, env).diagnostics.filter(({ severity }) => severity === "error");
const told = (source: string, errors: readonly Diagnostic[]) =>
  errors.map(({ code, span }) => [code, source.slice(span.start, span.end)]);

describe("a strict environment refuses", () => {
  it.each([
    ["org.region", "check/open-root", "org.region"],
    ["org.region.name", "check/open-root", "org.region.name"],
    ["user.email", "check/unguarded-access", "user"],
    ["user.address.city", "check/unguarded-access", "user"],
    ["user != null ? user.address.city : app.home", "check/unguarded-access", "user.address"],
    ["appuser.role", "check/unguarded-access", "appuser"],
    ["user.tags[0]", "check/unguarded-access", "user"],
    ["groups.![name]", "check/unguarded-access", "groups"],
    ["(app.home ?: null).substring(1)", "check/unguarded-access", "(app.home ?: null)".slice(1, -1)],
    ['app.home == "x"', "lint/decided-by-absence", 'app.home == "x"'],
    ['user?.nick != "x" ? 1 : 2', "lint/decided-by-absence", 'user?.nick != "x"'],
  ])("%s", (source, code, underlined) => expect(told(source, errorsOf(source))).toEqual([[code, underlined]]));

  it("nothing of a call that is given nothing", () => {
    for (const source of ["hasDirectoryUser()", "hasWorkdayUser()", "DateTime.now()", "Time.now()"])
      expect([source, check(source, strict).diagnostics]).toEqual([source, []]);
  });
  it("or lets pass whatever row is called, without an exception", () => {
    const examples = allFunctions.flatMap((row) => row.examples.map(([source]) => source));
    for (const source of examples) expect(check(source, strict).diagnostics.every(({ code }) => code.includes("/"))).toBe(true);
    expect(examples.length).toBeGreaterThan(200);
  });

  it("what absence decides both ways", () =>
    expect(errorsOf("app.home == app.desk").map(({ data }) => data.result)).toEqual(["true or false"]));

  it("only on the grants where it happens", () => {
    const { verdicts, ok } = check("user.email", strict);
    expect(ok).toBe(false);
    expect(verdicts.authorization_code?.verdict).toBe("always");
    expect(verdicts.client_credentials?.verdict).toBe("error");
  });
});

describe("a strict environment lets pass", () => {
  it.each([
    "app.home",
    "app.clientId",
    "org.name",
    "user?.email",
    "user?.address?.city",
    "user != null ? user.email : app.home",
    "user == null ? app.home : user.email",
    "user?.address != null ? user.address.city : app.home",
    'user != null and user.nick != null ? user.nick == "x" : false',
    '(user?.nick ?: "") == "x" ? 1 : 2',
    "app.level == 1 ? 1 : 2",
    "user?.tags?.size()",
    "String.len(user?.email)",
    'isMemberOfGroupName("Admins")',
  ])("%s", (source) => expect(told(source, errorsOf(source))).toEqual([]));

  it("what is there on every grant that is checked", () => {
    expect(errorsOf("user.email", people)).toEqual([]);
    expect(errorsOf("user.address.city", people).map(({ code }) => code)).toEqual(["check/unguarded-access"]);
  });
});

describe("its fixes", () => {
  it.each([
    ["user.email", "user?.email"],
    ["user.tags[0]", "user?.tags[0]"],
    ["app.hosts[0]", "app.hosts?.[0]"],
    ["user != null ? user.address.city : app.home", "user != null ? user.address?.city : app.home"],
    ["groups.![name]", "groups?.![name]"],
  ])("of %s write %s", (source, wanted) => {
    const edit = errorsOf(source)[0]?.fixes?.[0]?.edits[0];
    expect(edit && source.slice(0, edit.span.start) + edit.text + source.slice(edit.span.end)).toBe(wanted);
  });
});

it("elsewhere the same is allowed", () => {
  for (const source of ["org.region", "user.email", "appuser.role"]) expect(check(source, loose).ok).toBe(true);
});

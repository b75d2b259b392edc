/** Calls: where a function is known, roots that have functions, calls that are paths, and what the grants make of them. */
import { describe, expect, it } from "vitest";
import { check, compile, defineEnvironment, defineFunction, fromContext, overload, types } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";

const env = defineEnvironment({ functions: allFunctions, user: { email: "text?", level: "integer" } });
const codes = (source: string, environment = env) => check(source, environment).diagnostics.map(({ code }) => code);

describe("a function of another kind of expression", () => {
  it("is told with the kinds that know it", () => {
    const rule = defineEnvironment({ kind: "group-rule", functions: allFunctions });
    expect(check('Convert.toInt("1") == 1', rule).diagnostics).toMatchObject([
      {
        code: "check/function-not-here",
        message: "`Convert.toInt` cannot be used in a group-rule expression.",
        hint: "It is known in: claim, mapping, saml-attribute, policy.",
      },
    ]);
  });
  it("is what a host's kind says", () => {
    const kind = {
      name: "greeting",
      roots: ["user"],
      grants: {},
      result: "claim",
      vars: false,
      instances: false,
      except: ["String"],
    } as const;
    const own = defineEnvironment({ kind, functions: allFunctions });
    expect(codes('String.len("a")', own)).toEqual(["check/function-not-here"]);
    expect(codes('isMemberOfGroupName("a")', own)).toEqual(["check/function-not-here"]);
    expect(codes("hasDirectoryUser()", own)).toEqual([]);
    expect(codes('Arrays.size({"a"})', own)).toEqual([]);
  });
  it("that no ready-made kind knows says so", () => {
    const kind = {
      name: "greeting",
      roots: [],
      grants: {},
      result: "claim",
      vars: false,
      instances: false,
      except: ["Nowhere"],
    } as const;
    const row = defineFunction({
      name: "Nowhere.x",
      dialect: "both",
      documented: "ours",
      doc: "Nothing.",
      overloads: [
        overload({
          context: [fromContext("device"), fromContext("accessRequest"), fromContext("source")],
          params: [],
          returns: types.text,
          run: () => "x",
        }),
      ],
      examples: [],
    });
    const own = defineEnvironment({ kind, functions: [row] });
    expect(check("Nowhere.x()", own).diagnostics[0]?.hint).toBe("No ready-made kind of expression knows it.");
  });
});

describe("a row that reads what no context has", () => {
  it("is refused when the environment is made", () => {
    const row = defineFunction({
      name: "Bad.read",
      dialect: "both",
      documented: "ours",
      doc: "Reads nothing.",
      overloads: [overload({ context: [fromContext("weather")], params: [], returns: types.text, run: () => "x" })],
      examples: [],
    });
    expect(() => defineEnvironment({ functions: [row] })).toThrow(/check\/bad-function.*weather/);
  });
});

describe("a host's row over the context", () => {
  const row = defineFunction({
    name: "Staff.badge",
    dialect: "both",
    documented: "ours",
    doc: "A badge of the client and the user.",
    overloads: [
      overload({
        context: [fromContext<string>("app", "label"), fromContext<string>("user", "email")],
        params: [],
        returns: types.text,
        run: (label, email) => `${label}/${email}`,
      }),
    ],
    examples: [],
  });
  const own = defineEnvironment({ functions: [row], user: { email: "text?" } });
  it("receives the values", () =>
    expect(compile("Staff.badge()", own).evaluate({ app: { label: "HR" }, user: { email: "a@b" } })).toEqual({
      status: "value",
      value: "HR/a@b",
    }));
  it("is absent with the reason of the first that is missing", () =>
    expect(compile("Staff.badge()", own).evaluate({ user: {} })).toMatchObject({
      status: "absent",
      reason: { code: "unset-on-client", path: "app.label", span: { start: 0, end: 13 } },
    }));
  it("is told for each grant", () => {
    const { verdicts, reads, type } = check("Staff.badge()", own);
    expect([reads, type]).toEqual([["app.label", "user.email"], "text?"]);
    expect(verdicts.client_credentials).toMatchObject({
      verdict: "never",
      because: [{ code: "needs-user", path: "user.email" }, { code: "unset-on-client" }],
    });
    expect(verdicts.password).toMatchObject({
      verdict: "sometimes",
      because: [{ code: "unset-on-client" }, { code: "unset-on-user" }],
    });
  });
  it("ends with the fault of what it reads", () =>
    expect(compile("Staff.badge()", own).evaluate({ app: { label: 5 }, user: { email: "a" } })).toMatchObject({
      diagnostic: { code: "context/type-mismatch", data: { path: "app.label" } },
    }));
});

describe("a call that is a path", () => {
  it("has the type of the attribute", () => {
    expect(check('getManagerUser("active_directory").level', env).type).toBe("integer?");
    expect(check("user.getLinkedObject('m').profile.email", env).type).toBe("text?");
    expect(check('getManagerAppUser("active_directory", "google").x', env).type).toBe("unknown?");
  });
  it("reads just that", () =>
    expect(check('getManagerUser("active_directory").level', env).reads).toEqual(["directory.manager.user.level"]));
  it("says the closest attribute", () =>
    expect(check('getManagerUser("active_directory").emial', env).diagnostics).toMatchObject([
      { code: "check/unknown-attribute", hint: 'Did you mean `getManagerUser("active_directory").email`?' },
    ]));
  it("misses a link where the user is there", () => {
    const { verdicts } = check('getManagerUser("active_directory").email', env);
    expect(verdicts.authorization_code).toMatchObject({
      verdict: "sometimes",
      because: [{ code: "directory-no-match", path: "directory.manager.user" }, { code: "unset" }],
    });
    expect(verdicts.client_credentials).toMatchObject({ verdict: "never", because: [{ code: "needs-user" }] });
  });
  it("faults like the path where a required attribute is missing", () =>
    expect(
      compile('getManagerUser("active_directory").level', env).evaluate({
        user: { level: 1 },
        directory: { manager: { user: {} } },
      }),
    ).toMatchObject({
      diagnostic: { code: "context/missing-required", data: { path: "directory.manager.user.level" } },
    }));
  it("is one line of an explanation", () => {
    const { nodes } = compile('getManagerUser("active_directory").email', env).explain({});
    expect(nodes.map(({ source }) => source)).toEqual(['getManagerUser("active_directory").email']);
  });
});

describe("a root with functions of its own", () => {
  it("may be asked safely, a family may not", () => {
    expect(codes("user?.getGroups().![name]")).toEqual([]);
    expect(codes("Groups?.contains('OKTA', '', 1)")).toEqual(["check/safe-namespace"]);
  });
  it("says the closest of its functions", () =>
    expect(check("user.getGroup()", env).diagnostics).toMatchObject([
      { code: "check/unknown-method", hint: "Did you mean `getGroups`?" },
    ]));
  it("stays a root", () => expect(codes("app.label")).toEqual([]));
});

describe("a machine token", () => {
  it("says that assignment is no membership", () => {
    const source = 'Groups.startsWith("OKTA", "", 10)';
    const verdict = check(source, env).verdicts.client_credentials;
    expect(verdict).toMatchObject({ verdict: "never", because: [{ code: "needs-user", path: "groups" }] });
    expect(verdict?.because[0]?.hint).toContain("`app.groups`");
    const outcome = compile(source, env).evaluate({ grant: "client_credentials" });
    expect(outcome.status === "absent" && outcome.reason.hint).toBe(verdict?.because[0]?.hint);
  });
  it("says nothing of the kind of other reasons", () => {
    const outcome = compile("groups[0]", env).evaluate({ user: { level: 1 } });
    expect(outcome).toMatchObject({ status: "absent", reason: { code: "unset-on-user" } });
    expect(outcome.status === "absent" && outcome.reason.hint).toBeUndefined();
  });
});

describe("the clock", () => {
  it("that is missing or bad is told by every function that reads it", () => {
    const program = compile("Time.now()", env);
    expect(program.evaluate({})).toMatchObject({ status: "absent", reason: { code: "needs-now", path: "now" } });
    expect(program.evaluate({ now: "yesterday" })).toMatchObject({ diagnostic: { code: "context/bad-now" } });
    expect(program.evaluate({ now: 0 })).toEqual({ status: "value", value: "1970-01-01T00:00:00.000Z" });
    expect(check("Time.now()", env).verdicts.client_credentials).toMatchObject({
      verdict: "sometimes",
      because: [{ code: "needs-now", path: "now" }],
    });
    expect(program.reads).toEqual(["now"]);
  });
});

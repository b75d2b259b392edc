/** Calls: where a function is known, roots that have functions, calls that are paths, and what the grants make of them. */
import { describe, expect, it } from "vitest";
import {
  any,
  check,
  compile,
  defineEnvironment,
  defineFunction,
  fail,
  fromContext,
  integer,
  list,
  type Overload,
  overload,
  receiving,
  text,
  types,
} from "../../src/index.js";
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

describe("a bare name in brackets", () => {
  it("is the method of the element, also with too many arguments, where there is no such function", () => {
    expect(check("{'a'}.![length(1)]", env).diagnostics).toMatchObject([
      { code: "check/arity", message: "`length` takes no arguments, but here one is given." },
    ]);
  });
  it("is the function of that name where the method takes other arguments", () =>
    expect(check("{'a'}.![substringBefore(#this, 'b', 1)]", env).diagnostics).toMatchObject([
      { code: "check/arity", hint: "It is written `substringBefore(input: text, search: text)`." },
    ]));
});

/** A row of a host with these ways to call it. */
const rowOf = (spelling: { readonly name?: string; readonly method?: string }, ...overloads: Overload[]) =>
  defineFunction({ ...spelling, dialect: "identity-engine", documented: "ours", doc: "A host's.", overloads, examples: [] });

describe("a host's method on two kinds", () => {
  const row = rowOf(
    { method: "part" },
    overload({ params: [text("input")], returns: types.text, run: (input) => input }),
    overload({ params: [list("input"), integer("at")], returns: types.integer, run: (_input, at) => at }),
  );
  const own = defineEnvironment({ functions: [row], app: { mail: "text", tags: "list<text>" } });
  const told = (source: string) => {
    const [{ code, span, message } = { code: "", span: { start: 0, end: 0 }, message: "" }] = check(source, own).diagnostics;
    return [code, source.slice(span.start, span.end), message];
  };
  it("is what the receiver and the arguments fit", () => {
    expect(check("app.mail.part()", own).type).toBe("text");
    expect(check("app.tags.part(1)", own).type).toBe("integer");
  });
  it("says which argument does not fit", () =>
    expect(told("app.tags.part('a')")).toEqual(["check/argument-type", "'a'", "`part` wants integer as `at`, but here is text."]));
  it("says that the receiver does not fit what takes as many arguments, in brackets at the name", () =>
    expect(told("{app.tags}.![part()]")).toEqual([
      "check/argument-type",
      "part",
      "`part` wants text as `input`, but here is list<text>.",
    ]));
  it("is told with every kind that has it", () =>
    expect(check("true.part()", own).diagnostics[0]?.hint).toBe("`part` is a method of text and list."));
});

describe("a host's function on two kinds, given what has to be converted for both", () => {
  const row = rowOf(
    { name: "Staff.tell" },
    overload({ params: [text("input"), integer("at")], returns: types.text, run: (input, at) => `${input} at ${at}` }),
    overload({ params: [text("input"), text("as")], returns: types.text, run: (input, as) => `${input} as ${as}` }),
  );
  const own = defineEnvironment({ functions: [row], app: { tags: "list<text>", any: "unknown" } });
  it.each<[unknown, string]>([
    [1, "a,b at 1"],
    ["x", "a,b as x"],
  ])("is what the value of the other argument says: %j", (other, value) => {
    const source = "Staff.tell(app.tags, app.any)";
    expect(check(source, own)).toMatchObject({ ok: true, type: "text?" });
    expect(compile(source, own).evaluate({ app: { profile: { tags: ["a", "b"], any: other } } })).toEqual({
      status: "value",
      value,
    });
  });
});

describe("a host's function that stands for a path", () => {
  const named = { ...text("name"), literal: {} };
  const standing = (params: Overload["params"], keys: NonNullable<Overload["stands"]>["keys"], root = "user") =>
    rowOf({ name: "Staff.get" }, { params, returns: types.text, stands: { root, keys } });
  it("is that path", () => {
    const own = defineEnvironment({ functions: [standing([named], [0])], user: { email: "text" } });
    expect(check("Staff.get('email')", own)).toMatchObject({ ok: true, type: "text?", reads: ["user.email"] });
    expect(compile("Staff.get('email')", own).evaluate({ user: { email: "a@b" } })).toEqual({ status: "value", value: "a@b" });
  });
  it("is told where the schema has no such attribute", () => {
    const own = defineEnvironment({ functions: [standing([named], [0])], user: { email: "text" } });
    expect(check("Staff.get('mail')", own).diagnostics).toMatchObject([
      { code: "check/unknown-attribute", message: "`user` has no attribute `mail`.", span: { start: 0, end: 17 } },
    ]);
  });
  it("is refused where an argument that is a key need not be written out", () =>
    expect(() => standing([text("name")], [0])).toThrow(/need not be written out/));
  it("is refused where there is no such root", () =>
    expect(() => defineEnvironment({ functions: [standing([named], [0], "weather")] })).toThrow(/check\/bad-function.*weather/));
});

describe("a host's row for an operator", () => {
  it("has two sides", () =>
    expect(() =>
      defineFunction({
        operator: "matches",
        dialect: "both",
        documented: "ours",
        doc: "One side.",
        overloads: [overload({ params: [text("input")], returns: types.boolean, run: () => true })],
        examples: [],
      }),
    ).toThrow(/an operator has two sides/));
});

describe("a host's row that wants to see what is missing", () => {
  const row = rowOf(
    { name: "Staff.or" },
    overload({
      context: [{ ...fromContext<string>("user", "nick"), receivesNull: true }],
      params: [receiving(any("other"))],
      returns: types.text,
      run: (nick, other) => nick ?? String(other),
    }),
  );
  const own = defineEnvironment({ functions: [row], user: { nick: "text?" } });
  it("has a value without it, which proves nothing of it", () => {
    const source = "Staff.or('x') == 'x' ? user.nick : 'y'";
    expect(check(source, own).verdicts.authorization_code).toMatchObject({
      verdict: "sometimes",
      because: [{ code: "unset-on-user", path: "user.nick" }],
    });
    expect(compile(source, own).evaluate({ user: {} })).toMatchObject({ status: "absent", reason: { code: "unset-on-user" } });
  });
});

describe("an argument that a host makes ready", () => {
  const prepare = (value: unknown) => (value === "no" ? fail("run/negative-index") : value);
  const row = rowOf(
    { name: "Staff.get" },
    overload({ params: [{ ...text("name"), prepare }], returns: types.text, run: (name) => String(name) }),
  );
  it("is told early with the code that it has at run time, where there is no other", () => {
    const own = defineEnvironment({ functions: [row] });
    expect(check("Staff.get('no')", own).diagnostics).toMatchObject([{ code: "run/negative-index", span: { start: 10, end: 14 } }]);
    expect(check("Staff.get('yes')", own).ok).toBe(true);
  });
});

describe("operands of unknown type", () => {
  it("may be of the wrong kind, which an operator and a function tell each with its own code", () => {
    const fails = (source: string) => check(source, defineEnvironment({ functions: allFunctions })).verdicts.password?.mayFail;
    expect(fails("user.x matches 'a'")).toEqual(expect.arrayContaining(["run/operand-type"]));
    expect(fails("user.x matches 'a'")).not.toContain("run/argument-type");
    expect(fails("String.toUpperCase(user.x) matches user.p")).toEqual(
      expect.arrayContaining(["run/operand-type", "run/argument-type"]),
    );
  });
});

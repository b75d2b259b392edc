/** Settings of a host: every mistake is told at once, in words, with what was likely meant. */
import { describe, expect, it } from "vitest";
import { defineEnvironment, type EnvironmentSettings } from "../../src/context/environment.js";
import { GRANTS } from "../../src/context/grants.js";
import { KINDS } from "../../src/context/kinds.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import type { ClaimsElError } from "../../src/diagnostics/error.js";
import { patternFunctions } from "../../src/library/patterns.js";
import { growth, LINEAR } from "../clock.js";

/** The diagnostics a host gets for its settings. */
function refused(settings: unknown): readonly Diagnostic[] {
  try {
    defineEnvironment(settings as EnvironmentSettings);
  } catch (error) {
    expect((error as Error).name).toBe("ClaimsElError");
    return (error as ClaimsElError).diagnostics;
  }
  throw new Error("the settings were taken");
}

describe("an environment", () => {
  it("without settings is a claim, open, for every grant, in both dialects", () => {
    const env = defineEnvironment();
    expect([env.kind, [...env.grants.keys()], env.dialect, env.strict]).toEqual([
      KINDS.claim,
      Object.keys(GRANTS),
      undefined,
      false,
    ]);
    expect([...env.roots.values()].filter((root) => root.type.kind === "map").every((root) => root.open)).toBe(true);
  });
  it("with many bare names takes time and memory that grow with them", () => {
    const vars = (size: number) => Object.fromEntries(Array.from({ length: size }, (_, index) => [`name${index}`, "text?"]));
    const settings = new Map([500, 2000].map((size) => [size, { kind: "mapping", vars: vars(size) } as const]));
    const made = (size: number): void => {
      const { roots } = defineEnvironment(settings.get(size));
      expect(roots.get("name7")?.type).toMatchObject({ kind: "map", open: false, record: "name7" });
    };
    expect(growth(made, 2000)).toBeLessThan(LINEAR);
  });
  it("with a schema for a root closes that root alone", () => {
    const env = defineEnvironment({ app: { system_home: "text?" } });
    expect([env.roots.get("app")?.open, env.roots.get("user")?.open]).toEqual([false, true]);
  });
  it("may be for some grants only, in the order given", () =>
    expect([...defineEnvironment({ grants: ["client_credentials", "refresh_token"] }).grants.keys()]).toEqual([
      "client_credentials",
      "refresh_token",
    ]));
  it("may have grants of the host's own", () => {
    const ciba = { user: "present", appuser: "optional", session: "absent", tokens: ["access_token"] } as const;
    expect([...defineEnvironment({ grants: { ciba } }).grants]).toEqual([["ciba", ciba]]);
  });
  it("may be of a kind of the host's own", () => {
    const kind = { ...KINDS.policy, name: "door", roots: ["user"] as const };
    expect([...defineEnvironment({ kind }).roots.keys()]).toEqual(["user"]);
  });
  it("knows variables and application instances where the kind does", () => {
    const env = defineEnvironment({
      kind: "mapping",
      vars: { costCenter: "text?" },
      apps: { zendesk: { user: { role: "text?" } } },
    });
    expect(["costCenter", "zendesk", "zendesk_app"].map((name) => env.roots.get(name)?.location)).toEqual([
      ["vars"],
      ["apps", "zendesk", "user"],
      ["apps", "zendesk", "properties"],
    ]);
  });
  it("lets no variable hide a root", () => {
    const env = defineEnvironment({ kind: "mapping", vars: { user: "text?" } });
    expect(env.roots.get("user")?.location).toEqual(["user"]);
  });
});

describe("settings that are not usable", () => {
  it.each<[string, unknown, string, RegExp]>([
    [
      "an unknown kind",
      { kind: "claims" },
      "The setting `kind` is not usable: `claims` is not a context kind.",
      /Did you mean `claim`\?/,
    ],
    [
      "a kind that is a name of Object.prototype",
      { kind: "constructor" },
      "The setting `kind` is not usable: `constructor` is not a context kind.",
      /The kinds are:/,
    ],
    [
      "an unknown dialect",
      { dialect: "okta" },
      "The setting `dialect` is not usable: `okta` is not a dialect.",
      /`classic` or `identity-engine`/,
    ],
    ["an unknown limit", { limits: { step: 5 } }, "The setting `limits.step` is not usable: there is no such limit.", /steps/],
    [
      "a limit that bounds nothing",
      { limits: { steps: Number.NaN } },
      "The setting `limits.steps` is not usable: it is not a whole number from 1 to 2147483647.",
      /steps/,
    ],
    [
      "a limit without end",
      { limits: { nesting: Number.POSITIVE_INFINITY } },
      "The setting `limits.nesting` is not usable: it is not a whole number from 1 to 200.",
      /nesting/,
    ],
    [
      "more levels than every stack has room for",
      { limits: { nesting: 201 } },
      "The setting `limits.nesting` is not usable: it is not a whole number from 1 to 200.",
      /^Give a whole number from 1 to 200\.$/,
    ],
    [
      "an unknown root",
      { appUser: {} },
      "The setting `appUser` is not usable: there is no such root or setting.",
      /Did you mean `appuser`\?/,
    ],
    [
      "a root of another kind",
      { kind: "group-rule", app: {} },
      "The setting `app` is not usable: a group-rule expression has no schema for `app`.",
      /takes: user/,
    ],
    [
      "a schema for the groups",
      { groups: {} },
      "The setting `groups` is not usable: a claim expression has no schema for `groups`.",
      /takes: user/,
    ],
    [
      "an unknown grant",
      { grants: ["client_credential"] },
      "The setting `grants` is not usable: `client_credential` is not a grant of the kind claim.",
      /Did you mean `client_credentials`\?/,
    ],
    [
      "application instances in a claim",
      { apps: { zendesk: {} } },
      "The setting `apps` is not usable: a claim expression has no application instances.",
      /mappings/,
    ],
    [
      "variables in a group rule",
      { kind: "group-rule", vars: { a: "text" } },
      "The setting `vars` is not usable: a group-rule expression has no bare names.",
      /mappings and claims/,
    ],
    [
      "a type of another language",
      { app: { home: "string" } },
      "The schema of `app` is not usable at `home`: `string` is not a type.",
      /Did you mean `text`\?/,
    ],
    [
      "a schema that is none",
      { user: "text" },
      "The schema of `user` is not usable at `the top`: a schema is a map from names to types.",
      /\{ "system_home"/,
    ],
    ["nothing", null, "The setting `settings` is not usable: it is not a map.", /^Give a map, or nothing at all\.$/],
    ["a list", [], "The setting `settings` is not usable: it is not a map.", /map/],
    [
      "an object for a dialect",
      { dialect: Object.create(null) },
      "The setting `dialect` is not usable: `a map` is not a dialect.",
      /classic/,
    ],
    [
      "an object for the name of a grant",
      { grants: [Object.create(null)] },
      "The setting `grants` is not usable: `a map` is not a grant of the kind claim.",
      /The grants are/,
    ],
    ["no grants", { grants: null }, "The setting `grants` is not usable: it is neither a list nor a map.", /`GRANTS\.password`/],
    [
      "one name for grants",
      { grants: "password" },
      "The setting `grants` is not usable: it is neither a list nor a map.",
      /in a list/,
    ],
    ...[null, 5, {}, { ...GRANTS.password, user: "absnt" }, { ...GRANTS.password, tokens: "access_token" }].map(
      (a): [string, unknown, string, RegExp] => [
        `a grant that is ${JSON.stringify(a)}`,
        { grants: { a, password: GRANTS.password } },
        "The setting `grants.a` is not usable: it is not a grant.",
        /map of rows/,
      ],
    ),
    ...[
      {},
      [],
      { ...KINDS.claim, name: 5 },
      { ...KINDS.claim, roots: "user" },
      { ...KINDS.claim, roots: ["user", "usr"] },
      { ...KINDS.claim, roots: [Object.create(null)] },
      { ...KINDS.claim, grants: null },
      { ...KINDS.claim, grants: { a: null } },
      { ...KINDS.claim, except: 5 },
    ].map((kind): [string, unknown, string, RegExp] => [
      `a kind that is ${JSON.stringify(kind)}`,
      { kind },
      "The setting `kind` is not usable: it is not a whole context kind.",
      /KINDS\.claim/,
    ]),
    ...[null, 5, "user"].map((z): [string, unknown, string, RegExp] => [
      `an application instance that is ${z}`,
      { apps: { z }, kind: "mapping" },
      "The setting `apps.z` is not usable: it is not a map.",
      /`properties`/,
    ]),
    [
      "functions that are no list",
      { functions: {} },
      "The setting `functions` is not usable: it is not a list.",
      /`defineFunction`/,
    ],
    ...(
      [
        [null, "it has no name"],
        [{}, "it has no name"],
        [[], "it has no name"],
        [{ name: "a" }, "it has no documentation"],
        [{ name: "a", doc: "It.", overloads: [null] }, "an overload has no list of parameters"],
      ] as const
    ).map(([row, problem]): [string, unknown, string, RegExp] => [
      `a function that is ${JSON.stringify(row)}`,
      { functions: [...patternFunctions, row] },
      `The setting \`functions[${patternFunctions.length}]\` is not usable: ${problem}.`,
      /`defineFunction`/,
    ]),
  ])("%s", (_words, settings, message, hint) => {
    const [only, ...more] = refused(settings);
    expect([only?.message, more]).toEqual([message, []]);
    expect(only?.hint).toMatch(hint);
  });
  it("are told all at once", () => {
    expect(refused({ kind: "claims", dialect: "x", limits: { step: 1 }, app: { a: "strin", b: "bool" } })).toHaveLength(5);
    expect(refused({ kind: {}, grants: { a: null, b: 5 }, apps: { z: null }, functions: [null, {}] })).toHaveLength(6);
  });
  it("are none where a host gives null for what may be left out", () =>
    expect([...defineEnvironment({ kind: null, apps: null, functions: null, limits: null } as never).grants.keys()]).toEqual(
      Object.keys(GRANTS),
    ));
});

/** `explain`: how a claim came about, in a sentence a person can act on; it changes nothing. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.js";
import { partsOf } from "../../src/claims/set.js";
import { withNow } from "../../src/cli/batch.js";
import { environmentFor } from "../../src/cli/environment.js";
import { REASONS } from "../../src/diagnostics/reasons.js";
import { compile } from "../../src/run/compile-source.js";
import { define, FIXTURES } from "./documents.js";
import { valueAt } from "./value-at.js";

const claims = FIXTURES.flatMap((fixture) =>
  [...new Set(partsOf(define(fixture.document)).claims.map(({ name }) => name))].map(
    (name) => [fixture.title, name, fixture] as const,
  ),
);

describe("an explanation ends as the token does", () => {
  it.each(claims)("%s: %s", (_title, name, { document, request }) => {
    const set = define(document);
    const before = set.issue(request);
    const story = set.explain(request, name, { reveal: true });
    expect(set.issue(request)).toEqual(before);
    const omitted = before.omitted.find((entry) => entry.name === name);
    const failed = before.errors.find((entry) => entry.name === name);
    if (failed) expect(story).toMatchObject({ end: "error", diagnostic: failed.diagnostic });
    else if (omitted) expect(story).toMatchObject({ end: "omitted", reason: omitted.reason });
    else if (before.ok) {
      const keys = partsOf(set).claims.find((claim) => claim.name === name)?.keys ?? [];
      expect(story).toMatchObject({ end: "claim", value: valueAt(before.claims, keys) });
    }
    expect(story.sentence).toMatch(/^`.*\.$/s);
    expect(story.sentence).toContain(`\`${name}\``);
    expect(story.sentence).not.toMatch(/\{\w+\}|undefined|\[object/);
    expect(JSON.parse(JSON.stringify(story))).toEqual(story);
  });
});

describe("the sentence", () => {
  it("says what to do, for every reason", () => {
    const sentences = new Map<string, string>();
    for (const {
      document,
      request,
      expect: { omitted = {} },
    } of FIXTURES)
      for (const [name, [code]] of Object.entries(omitted)) sentences.set(code, define(document).explain(request, name).sentence);
    expect([...sentences.keys()].sort()).toEqual(Object.keys(REASONS).sort());
    for (const [code, sentence] of sentences) expect(sentence, code).toMatch(/^`[^`]+` is left out: .+\. (?:[A-Z].+\.)+$/s);
    expect(new Set(sentences.values()).size).toBe(sentences.size);
  });
  const set = define({
    clients: [{ clientId: "app1" }],
    claims: [
      { name: "role", value: "appuser.role" },
      { name: "home", value: "app.home" },
      { name: "kept", value: "appuser.role", whenNoUser: { default: "service" } },
      { name: "n", value: "1 / 0", whenError: "omit" },
      { name: "old", value: "1", status: "inactive" },
    ],
  });
  const request = { grant: "client_credentials", token: "access_token", client: "app1" } as const;
  it.each<[string, string]>([
    [
      "role",
      "`role` is left out: it reads `appuser.role`, and client_credentials has no user. Give it a default, or limit it to user grants.",
    ],
    [
      "home",
      "`home` is left out: the client has no value for `app.profile.home`. Set `app.profile.home` on the client `app1`, or give the claim a default with `whenAbsent`.",
    ],
    ["kept", '`kept` is "service" by its `whenNoUser`: it reads `appuser.role`, and client_credentials has no user.'],
    ["old", "There is no active claim `old` in the document."],
  ])("of %s", (name, sentence) => expect(set.explain(request, name).sentence).toBe(sentence));
  it.each([
    [
      "mail",
      "authorization_code",
      "`mail` is left out: it reads `user.mail`, and the data of this request has no user. Give the user's data, or give the claim a default with `whenNoUser`.",
    ],
    [
      "role",
      "token_exchange",
      "`role` is left out: it reads `appuser.role`, and the data of this request has no user. Give the user's data, or give the claim a default with `whenNoUser`.",
    ],
    [
      "how",
      "authorization_code",
      "`how` is left out: it reads `session.amr`, and the data of this request has no session. Give the session's data, or give the claim a default with `whenAbsent`.",
    ],
    [
      "how",
      "password",
      "`how` is left out: `session.amr` needs a session, and password has none. Give it a default with `whenAbsent`, or limit it to `authorization_code`.",
    ],
  ])("of %s on %s tells a grant without somebody from data without them", (name, grant, sentence) => {
    const other = define({
      claims: [
        { name: "role", value: "appuser.role" },
        { name: "mail", value: "user.mail" },
        { name: "how", value: "session.amr" },
      ],
    });
    expect(other.explain({ grant, token: "access_token" }, name).sentence).toBe(sentence);
  });
  it("of an error says whether the token goes on", () => {
    expect(set.explain(request, "n").sentence).toMatch(/^`n` is left out and reported: .*zero/);
    expect(define({ claims: [{ name: "n", value: "1 / 0" }] }).explain(request, "n").sentence).toMatch(
      /^`n` takes the token with it: /,
    );
  });
  it("of a request that cannot be answered says that", () =>
    expect(set.explain({ ...request, grant: "implicit" }, "home")).toMatchObject({
      end: "error",
      diagnostic: { code: "context/unknown-grant" },
      nodes: [],
    }));
});

describe("the parts", () => {
  const set = define({ claims: [{ name: "x", value: 'app.a == "1" ? app.b : app.c' }] });
  it("are the tree in source order, the branch taken and the one skipped", () => {
    const { nodes } = set.explain(
      { grant: "client_credentials", token: "access_token", context: { app: { a: "1", b: "B" } } },
      "x",
    );
    expect(nodes.map(({ source, status, depth }) => [source, status, depth])).toEqual([
      ['app.a == "1" ? app.b : app.c', "value", 0],
      ['app.a == "1"', "value", 1],
      ["app.a", "value", 2],
      ['"1"', "value", 2],
      ["app.b", "value", 1],
      ["app.c", "skipped", 1],
    ]);
  });
  it("are whole paths, whatever way a name in them is written", () => {
    const named = define({ claims: [{ name: "x", value: 'app["cost-center"] + app[app.key]' }] });
    const context = { app: { profile: { "cost-center": "4711", key: "cost-center" } } };
    const { nodes } = named.explain({ grant: "client_credentials", token: "access_token", context }, "x");
    expect(nodes.map(({ source }) => source)).toEqual([
      'app["cost-center"] + app[app.key]',
      'app["cost-center"]',
      "app[app.key]",
      "app",
      "app.key",
    ]);
  });
  it("are none where the claim's own conditions exclude it", () =>
    expect(set.explain({ grant: "password", token: "id_token" }, "x")).toMatchObject({ end: "omitted", nodes: [] }));
  it("are none for a groups claim, whose source is in words", () => {
    const groups = define({ claims: [{ name: "g", groups: { contains: "x" } }] });
    expect(groups.explain({ grant: "password", token: "access_token", context: { user: {}, groups: [] } }, "g")).toMatchObject({
      nodes: [],
      source: "the groups whose name contains `x`",
    });
  });
});

describe("masks", () => {
  const set = define({
    schemas: { user: { ssn: { type: "text?", sensitivity: "secret" }, name: "text?" } },
    claims: [
      { name: "x", value: 'user.ssn == "123-45" ? user.ssn + user.name : "no"' },
      { name: "y", value: "user.name" },
    ],
  });
  const request = { grant: "password", token: "access_token", context: { user: { ssn: "123-45", name: "Ann" } } } as const;
  it("hide the value of every part that holds the sensitive one or is made of it", () => {
    const story = set.explain(request, "x");
    expect(story).toMatchObject({ end: "claim", masked: true, sentence: "`x` is in the token; its value is not shown." });
    expect(story).not.toHaveProperty("value");
    expect(story.nodes.map(({ source, masked, value }) => [source, masked ?? value])).toEqual([
      ['user.ssn == "123-45" ? user.ssn + user.name : "no"', true],
      ['user.ssn == "123-45"', true],
      ["user.ssn", true],
      ['"123-45"', "123-45"],
      ["user.ssn + user.name", true],
      ["user.ssn", true],
      ["user.name", "Ann"],
      ['"no"', undefined],
    ]);
    expect(
      JSON.stringify({ ...story, source: "", nodes: story.nodes.map(({ source: _source, ...rest }) => rest) }).match(/123-45/g),
    ).toHaveLength(1);
  });
  it("are taken off when asked", () =>
    expect(set.explain(request, "x", { reveal: true })).toMatchObject({ value: "123-45Ann", sentence: '`x` is "123-45Ann".' }));
  it("leave what is not sensitive", () => expect(set.explain(request, "y")).toMatchObject({ value: "Ann" }));
});

const folder = new URL("../conformance/", import.meta.url);
interface Case {
  readonly id: string;
  readonly expr: string;
  readonly context?: object;
  readonly grant?: string;
  readonly kind?: string;
  readonly dialect?: string;
  readonly schemas?: Readonly<Record<string, unknown>>;
  readonly expect: { readonly status: string };
}

describe.each(readdirSync(folder).filter((name) => name.endsWith(".json")))("explain's root is evaluate's outcome: %s", (file) => {
  const { cases } = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as { cases: Case[] };
  it("in every case", () => {
    let compared = 0;
    for (const { id, expr, context, grant, kind, dialect, schemas, expect: wanted } of cases) {
      if (wanted.status === "invalid") continue;
      const data = withNow(context, "2026-01-31T09:30:00.000Z");
      const env = environmentFor({ kind, dialect, schemas, context: data });
      if (!check(expr, env).ok) continue;
      const program = compile(expr, env);
      const settings = grant === undefined ? {} : { grant };
      const outcome = program.evaluate(data, settings);
      const { outcome: explained, nodes } = program.explain(data, { ...settings, reveal: true });
      expect({ id, outcome: explained }).toEqual({ id, outcome });
      expect({ id, status: program.explain(data, settings).outcome.status }).toEqual({ id, status: outcome.status });
      const root = nodes.find(({ depth }) => depth === 0);
      if (outcome.status === "value" && root) expect({ id, value: root.value }).toEqual({ id, value: outcome.value });
      if (outcome.status === "absent" && root) expect({ id, status: root.status }).toEqual({ id, status: "null" });
      compared++;
    }
    expect(compared > 0 || cases.every((entry) => entry.expect.status === "invalid")).toBe(true);
  });
});

/** Hostile documents: bombs, depths, sizes, objects that are no data. Each ends in a diagnostic, soon, and nothing is thrown. */
import { describe, expect, it } from "vitest";
import { readClaims } from "../../src/claims/index.js";
import { readClaimsText } from "../../src/claims/text.js";
import { SETTINGS } from "./documents.js";

const many = <Item>(count: number, item: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => item(index));

/** Seconds that reading may take on a slow machine under load; a text that grows faster than its length takes minutes. */
const SOON = 20_000;

describe("texts", () => {
  const laughs = [
    "a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]",
    ..."bcdefghi".split("").map((name, index) => `${name}: &${name} [${many(9, () => `*${"abcdefgh"[index]}`).join(", ")}]`),
  ].join("\n");
  it.each<[string, string, string]>([
    ["a bomb of aliases", `claims: []\n${laughs}`, "claims/too-large"],
    ["an alias of what it stands in", "claims: &a\n  - *a\n", "claims/too-deep"],
    ["an alias of nothing", "claims: *a\n", "claims/not-readable"],
    ["brackets in brackets", `{"claims": ${"[".repeat(100_000)}`, "claims/too-deep"],
    ["closed brackets in brackets", `{"claims": ${"[".repeat(5_000)}${"]".repeat(5_000)}}`, "claims/too-deep"],
    ["maps in maps, in YAML", `claims:\n${many(1_500, (index) => `${" ".repeat(index + 1)}a:`).join("\n")}`, "claims/too-deep"],
    ["lists in lists, on one line", `claims: \n${"- ".repeat(20_000)}a`, "claims/too-deep"],
    ["questions", "? ".repeat(20_000), "claims/too-deep"],
    ["too many characters", `{"claims": [], "x": "${"x".repeat(2_000_000)}"}`, "claims/text-too-long"],
    ["a tag", "claims: !!js/function 'x'", "claims/not-readable"],
    ["two documents", "claims: []\n---\nclaims: []\n", "claims/not-readable"],
    ["a key that is a list", "? [a, b]\n: c\n", "claims/not-readable"],
    ["a tab", "claims:\n\t- a\n", "claims/not-readable"],
    ["a directive", "%FOO bar\n---\nclaims: []\n", "claims/not-readable"],
    ["nothing", "", "claims/bad-document"],
    ["blanks", "\n\n  \n", "claims/bad-document"],
    ["no text", "\u0000\u0001", "claims/bad-document"],
  ])(
    "%s",
    (_words, text, code) => {
      const { set, diagnostics } = readClaimsText(text, { env: SETTINGS });
      expect(set).toBeUndefined();
      expect(diagnostics.map((entry) => entry.code)).toEqual([code]);
      expect(diagnostics[0]?.position.line).toBeGreaterThan(0);
    },
    SOON,
  );

  it.each<[string, string]>([
    [
      "keys of one map",
      `{"claims": [], "clients": [{"clientId": "a", "profile": {${many(50_000, (index) => `"k${index}": 1`).join(",")}}}]}`,
    ],
    [
      "keys of one map, in YAML",
      `claims: []\nclients:\n- clientId: a\n  profile:\n${many(20_000, (index) => `    k${index}: 1`).join("\n")}`,
    ],
    ["lines of comment", `${"# x\n".repeat(100_000)}claims: []`],
    ["empty lines", `claims:\n${"\n".repeat(100_000)} []`],
    ["lines of one text", `claims: []\nclients:\n- clientId: a\n  description: |\n${"    x\n".repeat(100_000)}`],
  ])("many %s are read in time", (_words, text) => expect(readClaimsText(text, { env: SETTINGS }).diagnostics).toEqual([]), SOON);

  it(
    "the same key ten thousand times is told each time",
    () => {
      const text = `{"claims": [], "clients": [{"clientId": "a", "profile": {${many(10_000, () => '"k": 1').join(",")}}}]}`;
      expect(readClaimsText(text, { env: SETTINGS }).diagnostics).toHaveLength(9_999);
    },
    SOON,
  );
  it(
    "ten thousand unknown keys are told each",
    () => {
      const text = `{"claims": [], ${many(10_000, (index) => `"key${index}": 1`).join(",")}}`;
      expect(readClaimsText(text, { env: SETTINGS }).diagnostics).toHaveLength(10_000);
    },
    SOON,
  );
});

describe("many claims", () => {
  it(
    "beyond the limit are one diagnostic",
    () => {
      const document = { claims: many(100_000, (index) => ({ name: `c${index}`, value: "broken +" })) };
      expect(readClaims(document, SETTINGS).diagnostics.map((entry) => entry.code)).toEqual(["claims/too-many"]);
    },
    SOON,
  );
  it(
    "of one name are compared in time",
    () => {
      const clients = many(2_000, (index) => ({ clientId: `app${index}` }));
      const claims = many(2_000, (index) => ({ name: "role", value: "1", clients: [`app${index}`] }));
      expect(readClaims({ clients, claims }, SETTINGS).diagnostics).toEqual([]);
    },
    SOON,
  );
  it("the limits are settings", () => {
    const read = (limits: object) =>
      readClaims({ claims: many(3, (index) => ({ name: `c${index}`, value: "1" })) }, { ...SETTINGS, limits }).diagnostics.map(
        (entry) => entry.code,
      );
    expect(read({ claims: 3, documentDepth: 3, documentSize: 11 })).toEqual([]);
    expect(read({ claims: 2 })).toEqual(["claims/too-many"]);
    expect(read({ documentDepth: 2 })).toEqual(["claims/too-deep"]);
    expect(read({ documentSize: 10 })).toEqual(["claims/too-large"]);
    // The bound is passed inside, with more to come.
    expect(readClaims({ claims: [], budget: 1, strict: true }, { limits: { documentSize: 2 } }).diagnostics).toMatchObject([
      { code: "claims/too-large" },
    ]);
  });
});

describe("objects that are no data", () => {
  class Document {
    claims = [];
  }
  const circular: { claims: unknown[] } = { claims: [] };
  circular.claims.push(circular);
  const trap = (): never => {
    throw new Error("no");
  };
  const refusing = new Proxy({}, { getOwnPropertyDescriptor: trap, ownKeys: trap, get: trap, has: trap, getPrototypeOf: trap });
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const claim = { name: "a", value: "1" };
  it.each<[string, unknown, string, string]>([
    ["nothing", undefined, "claims/bad-document", "the document"],
    ["a function", () => 1, "claims/bad-document", "the document"],
    ["an instance of a class", new Document(), "claims/bad-document", "the document"],
    ["a revoked proxy", revoked, "claims/bad-document", "the document"],
    ["a proxy that refuses", refusing, "claims/bad-document", "the document"],
    ["itself inside", circular, "claims/too-deep", "claims[0].claims[0]"],
    ["a getter", Object.defineProperty({}, "claims", { get: trap, enumerable: true }), "claims/bad-document", "claims"],
    [
      "a getter of schemas",
      Object.defineProperty({ claims: [] }, "schemas", { get: trap, enumerable: true }),
      "claims/bad-document",
      "schemas",
    ],
    [
      "a getter of one schema",
      { claims: [], schemas: Object.defineProperty({}, "app", { get: trap, enumerable: true }) },
      "claims/bad-document",
      "schemas.app",
    ],
    ["a schema that is a number", { claims: [], schemas: { app: 1 } }, "claims/bad-document", "schemas.app"],
    [
      "a date in a profile",
      { claims: [], clients: [{ clientId: "a", profile: { since: new Date(0) } }] },
      "claims/bad-document",
      "clients[0].profile.since",
    ],
    [
      "a number that is not finite",
      { claims: [], clients: [{ clientId: "a", profile: { n: Number.NaN } }] },
      "claims/bad-document",
      "clients[0].profile.n",
    ],
    ["a big integer", { claims: [], budget: 5n }, "claims/bad-document", "budget"],
    [
      "a name of every object",
      { claims: [], clients: [{ clientId: "a", profile: JSON.parse('{"__proto__": {}}') }] },
      "claims/bad-document",
      "clients[0].profile.__proto__",
    ],
    ["a list that is only long", { claims: Array(4_000_000_000) }, "claims/too-large", "the document"],
    ["a schema that refuses to be read", { claims: [], schemas: { app: refusing } }, "check/bad-schema", "schemas.app"],
  ])("%s", (_words, document, code, path) => {
    const { set, diagnostics } = readClaims(document, SETTINGS);
    expect(set).toBeUndefined();
    expect(diagnostics.map((entry) => [entry.code, entry.path.slice(0, path.length)])).toEqual([[code, path]]);
  });
  it("properties that JSON would not write are not there", () => {
    const document = Object.assign(Object.create(null), { claims: [{ ...claim, description: undefined, [Symbol("x")]: trap }] });
    Object.defineProperty(document, "hidden", { value: 1, enumerable: false });
    expect(readClaims(document, SETTINGS).diagnostics).toEqual([]);
  });
  it("what a proxy names and then does not have is not there", () => {
    const asked = new Map<PropertyKey, number>();
    const forgetful = new Proxy(
      { schemas: {}, claims: [claim] },
      {
        getOwnPropertyDescriptor(target, key) {
          asked.set(key, (asked.get(key) ?? 0) + 1);
          return key === "claims" && asked.get(key) !== 1 ? undefined : Reflect.getOwnPropertyDescriptor(target, key);
        },
      },
    );
    expect(readClaims(forgetful, SETTINGS).diagnostics).toMatchObject([
      { code: "claims/bad-document", path: "claims", message: expect.stringContaining("is missing") },
    ]);
  });
  it("what is inherited is not there", () => {
    expect(readClaims(Object.create({ claims: [claim] }), SETTINGS).set).toBeUndefined();
  });
  it("a document that is changed afterwards changes no set", () => {
    const document = { clients: [{ clientId: "a", profile: { home: "HDQ" } }], claims: [{ name: "home", value: "app.home" }] };
    const { set } = readClaims(document, SETTINGS);
    (document.clients[0] as { profile: { home: string } }).profile.home = "changed";
    expect(set?.issue({ grant: "password", token: "access_token", client: "a" })).toMatchObject({ claims: { home: "HDQ" } });
  });
});

/** Documents as text: every mistake told once and at its place, in JSON and in YAML; nothing hostile is built. */
import { describe, expect, it } from "vitest";
import { type ClaimsTextOptions, defineClaimsText, type PlacedDiagnostic, readClaimsText } from "../../src/claims/text.js";
import { define, FIXTURES, read, SETTINGS } from "./documents.js";

interface Mistake {
  readonly title: string;
  readonly code: string;
  readonly path: string;
  readonly hint?: string;
  readonly json: string;
  readonly yaml: string;
}

const { errors, warnings } = read<{ errors: readonly Mistake[]; warnings: readonly Mistake[] }>("mistakes.json");
const MARK = "⟦";
const FILES: Readonly<Record<string, string>> = {
  "broken.json": "{",
  "list.json": "[]",
  "app.yaml": "home: text?\n",
  "app.json": '{"home": "text?"}',
};
const OPTIONS: ClaimsTextOptions = { env: SETTINGS, readFile: (name) => FILES[name] };

/** A marked text without its mark, and where the mark was. */
function unmarked(marked: string): { text: string; line: number; column: number } {
  const before = marked.slice(0, marked.indexOf(MARK)).split("\n");
  return { text: marked.replace(MARK, ""), line: before.length, column: (before.at(-1) ?? "").length + 1 };
}

function shown(diagnostics: readonly PlacedDiagnostic[]): unknown {
  return diagnostics.map(({ code, severity, path, position }) => ({ code, severity, path, ...position }));
}

describe.each([
  ["error", errors],
  ["warning", warnings],
] as const)("one %s", (severity, mistakes) => {
  describe.each(
    mistakes.flatMap((mistake) => (["json", "yaml"] as const).map((format) => [format, mistake.title, mistake] as const)),
  )("in %s: %s", (format, _title, mistake) => {
    const { text, line, column } = unmarked(mistake[format]);
    const { set, diagnostics } = readClaimsText(text, { ...OPTIONS, format });
    it("is told once, at its place", () => {
      const [found] = diagnostics;
      const code = mistake.code.endsWith("*") && found?.code.startsWith(mistake.code.slice(0, -1)) ? found.code : mistake.code;
      expect(shown(diagnostics)).toEqual([{ code, severity, path: mistake.path, line, column }]);
      if (mistake.hint) expect(found?.hint).toBe(mistake.hint);
    });
    it("has a place inside the text", () => {
      const { start = -1, end = -1 } = diagnostics[0]?.place ?? {};
      expect([start >= 0, end >= start, end <= text.length]).toEqual([true, true, true]);
    });
    it(severity === "error" ? "makes no set" : "makes a set", () => expect(set === undefined).toBe(severity === "error"));
  });
});

describe("a file that cannot be used", () => {
  const problemOf = (readFile: (name: string) => string | undefined, limits: object = {}) =>
    readClaimsText('{"claims": [], "schemas": {"app": "app.json"}}', { env: { limits }, readFile }).diagnostics.map(
      ({ code, data }) => [code, data.problem],
    );
  it.each<[string, () => string | undefined, string, object?]>([
    ["is too long", () => " ".repeat(101), "it has more than 100 characters", { documentLength: 100 }],
    ["is too deep", () => "[".repeat(70) + "]".repeat(70), "it is nested too deeply, or too large"],
    [
      "makes its reader throw an error",
      () => {
        throw new Error("it is locked");
      },
      "it is locked",
    ],
    [
      "makes its reader throw what is no error",
      () => {
        throw "no such disk";
      },
      "no such disk",
    ],
    ["is not there", () => undefined, "there is no such file"],
  ])("because it %s says so", (_words, readFile, problem, limits) =>
    expect(problemOf(readFile, limits)).toEqual([["claims/schema-file", problem]]),
  );
});

describe("ten mistakes", () => {
  const lines = [
    "dialect: clasic", // 1
    "schemas:",
    "  app: {home: string}", // 2
    "clients:",
    "  - clientId: app1",
    "    grants: [pasword]", // 3
    "claims:",
    "  - name: iss", // 4
    "    value: app.home +", // 5
    "    whenAbsent: ommit", // 6
    "  - name: a",
    "    valeu: x", // 7
    "  - name: b",
    "    value: usr.x", // 8
    "    clients: [app9]", // 9
    "tests:",
    "  - grant: code", // 10
  ];
  it("are ten, each on its line", () => {
    const { set, diagnostics } = readClaimsText(lines.join("\n"), OPTIONS);
    expect(set).toBeUndefined();
    expect(diagnostics.map(({ position: { line, column } }) => [line, column])).toEqual([
      [1, 10],
      [3, 15],
      [6, 14],
      [8, 11],
      [9, 21],
      [10, 17],
      [12, 5],
      [14, 12],
      [15, 15],
      [17, 12],
    ]);
    expect(() => defineClaimsText(lines.join("\n"), OPTIONS)).toThrow(
      expect.objectContaining({ name: "ClaimsElError", diagnostics: expect.objectContaining({ length: 10 }) }),
    );
  });
  it("are ten in JSON, each at its line and column", () => {
    const text = `{
  "dialect": "clasic",
  "schemas": { "app": { "home": "string" } },
  "clients": [{ "clientId": "app1", "grants": ["pasword"] }],
  "claims": [
    { "name": "iss", "value": "app.home +", "whenAbsent": "ommit" },
    { "name": "a", "valeu": "x" },
    { "name": "b", "value": "usr.x", "clients": ["app9"] }
  ],
  "tests": [{ "grant": "code" }]
}`;
    const { set, diagnostics } = readClaimsText(text, OPTIONS);
    expect(set).toBeUndefined();
    expect(
      diagnostics.map(
        ({ position: { line, column } }) =>
          text
            .split("\n")
            [line - 1]?.slice(column - 1)
            .split(/[ ,}\]]/)[0],
      ),
    ).toEqual(['"clasic"', '"string"', '"pasword"', '"iss"', '+"', '"ommit"', '"valeu":', 'usr.x"', '"app9"', '"code"']);
  });
  it.each(
    errors
      .filter(({ code }) => !/^claims\/(?:not-readable|duplicate-key)$/.test(code))
      .map((mistake) => [mistake.title, mistake] as const),
  )("nine others hide none: %s", (_title, mistake) => {
    const others = Array.from({ length: 9 }, (_, index) => ({ name: `ok${index}`, value: `nobody${index}.x` }));
    const document = JSON.parse(unmarked(mistake.json).text);
    if (Array.isArray(document) || !Array.isArray(document.claims)) return;
    document.claims.push(...others);
    const { diagnostics } = readClaimsText(JSON.stringify(document, null, 2), OPTIONS);
    expect(diagnostics).toHaveLength(10);
  });
});

describe("JSON and YAML", () => {
  it("a text that begins like JSON may be YAML, and where it is neither it is told as JSON", () => {
    expect(readClaimsText("{claims: [{name: a, value: '1'}]}").diagnostics).toEqual([]);
    expect(readClaimsText("{claims: [}").diagnostics).toMatchObject([
      { code: "claims/not-readable", hint: expect.stringContaining("Correct the JSON") },
    ]);
  });
  it.each(FIXTURES.map((fixture) => [fixture.title, fixture] as const))(
    "%s: the same set from data and from text",
    (_title, { document, request }) => {
      const issued = JSON.stringify(defineClaimsText(JSON.stringify(document), { ...OPTIONS, format: "json" }).issue(request));
      for (const [text, format] of [
        [JSON.stringify(document, null, 2), undefined],
        [JSON.stringify(document, null, "\t"), "json"],
        [JSON.stringify(document, null, 2), "yaml"],
        [yamlOf(document, ""), "yaml"],
        [yamlOf(document, "").replaceAll("\n", "\r\n"), undefined],
      ] as const)
        expect(JSON.stringify(defineClaimsText(text, { ...OPTIONS, ...(format ? { format } : {}) }).issue(request))).toBe(issued);
    },
  );
  it.each<[string, string]>([
    [
      "anchors and aliases",
      "x: &h app.home\nclaims: []".replace("x: &h app.home\n", "") &&
        'claims:\n  - &c {name: a, value: "1", tokens: &t [access_token]}\n  - {name: b, value: "2", tokens: *t}\n',
    ],
    ["comments", '# first\nclaims: # here\n  - name: a # and here\n    value: "1"\n'],
    ["a mark of the start", '---\nclaims: [{name: a, value: "1"}]\n'],
    ["texts that look like other things", "claims:\n  - name: no\n    value: yes.x\n".replace("yes.x", "app.x")],
  ])("YAML has %s", (_words, text) => expect(readClaimsText(text, OPTIONS).diagnostics).toEqual([]));
  it("YAML's numbers and truths stay what they are in data", () => {
    const text =
      "clients: [{clientId: app1, profile: {a: 012, b: 1e3, c: no, d: 2026-01-31, e: ~, f: 0x1F}}]\nclaims: [{name: p, value: app.profile}]";
    const set = defineClaimsText(text, OPTIONS);
    expect(set.issue({ grant: "password", token: "access_token", client: "app1" })).toMatchObject({
      claims: { p: { a: 12, b: 1000, c: "no", d: "2026-01-31", e: null, f: 31 } },
    });
  });
  it("a text that begins like JSON may be YAML", () => expect(readClaimsText("{claims: []}", OPTIONS).diagnostics).toEqual([]));
  it("and is not, where its name says JSON", () =>
    expect(shown(readClaimsText("{claims: []}", { ...OPTIONS, format: "json" }).diagnostics)).toMatchObject([
      { code: "claims/not-readable", line: 1, column: 2 },
    ]));
});

describe("schema files", () => {
  it.each(["app.json", "app.yaml"])("%s is read", (file) => {
    const set = defineClaimsText(`{"schemas": {"app": "${file}"}, "claims": [{"name": "a", "value": "app.home"}]}`, OPTIONS);
    expect(set.contract({ grant: "password", token: "access_token" }).typescript).toContain("readonly a?: string;");
  });
  it("are named where nothing can read them", () => {
    const { diagnostics } = readClaimsText('{"schemas": {"app": "app.json"}, "claims": []}', { env: SETTINGS });
    expect(diagnostics).toMatchObject([{ code: "claims/schema-file", path: "schemas.app" }]);
  });
  it.each<[string, ClaimsTextOptions["readFile"], RegExp]>([
    [
      "throws",
      () => {
        throw new Error("permission denied");
      },
      /permission denied\.$/,
    ],
    ["has nothing", () => undefined, /there is no such file\.$/],
    ["has broken YAML", () => "a: [", /at line 1, column/],
    ["has a key twice", () => "a: text\na: text", /`a` is written twice/],
  ])("of a reader that %s say why", (_words, readFile, message) => {
    const { diagnostics } = readClaimsText('{"schemas": {"app": "s"}, "claims": [{"name": "a", "value": "app.x.y"}]}', {
      env: SETTINGS,
      ...(readFile ? { readFile } : {}),
    });
    expect(diagnostics.map((entry) => entry.code)).toEqual(["claims/schema-file"]);
    expect(diagnostics[0]?.message).toMatch(message);
  });
});

describe("tests in a file of their own", () => {
  const document = '{"clients": [{"clientId": "app1"}], "claims": [{"name": "a", "value": "app.home"}], "tests": "t"}';
  const reading = (tests: string) =>
    readClaimsText(document, { env: SETTINGS, readFile: (name) => (name === "t" ? tests : undefined) });
  it.each([
    ["JSON", '[{"grant": "password", "absent": {"a": "unset-on-client"}}]'],
    ["YAML", "- grant: password\n  absent: {a: unset-on-client}"],
  ])("are read from %s, and are those of the document", (_format, tests) => {
    const { set, testsFile } = reading(tests);
    expect(testsFile).toBe("t");
    expect(set?.document.tests).toEqual([{ grant: "password", absent: { a: "unset-on-client" } }]);
    expect(set?.test()).toMatchObject({ passed: 1, failed: 0 });
  });
  it("have their mistakes at their places in that file, after those of the document", () => {
    const { diagnostics, set } = readClaimsText(document.replace('"app.home"', '"app.home +"'), {
      env: SETTINGS,
      readFile: () => "- grant: pasword\n- grant: password\n  client: app2\n  expect: {b: 1}\n  exact: true\n  exact: true\n- x: 1",
    });
    expect(set).toBeUndefined();
    expect(diagnostics.map(({ code, file, path, position: { line, column } }) => [code, file, path, line, column])).toEqual([
      ["syntax/trailing-operator", undefined, "claims[0].value", 1, 81],
      ["claims/unknown-grant", "t", "tests[0].grant", 1, 10],
      ["claims/unknown-client", "t", "tests[1].client", 3, 11],
      ["claims/unknown-claim", "t", "tests[1].expect.b", 4, 12],
      ["claims/duplicate-key", "t", "the document", 6, 3],
      ["claims/bad-document", "t", "tests[2].grant", 7, 3],
      ["claims/bad-document", "t", "tests[2].x", 7, 3],
    ]);
  });
  it("are told of as one mistake where they are only data", () =>
    expect(() => define({ claims: [], tests: "t" })).toThrow(
      expect.objectContaining({ diagnostics: [expect.objectContaining({ code: "claims/tests-file", path: "tests" })] }),
    ));
});

/** Block YAML of plain data, every text in double quotes. */
function yamlOf(data: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(data))
    return data.length === 0 ? " []\n" : `\n${data.map((item) => `${indent}-${yamlOf(item, inner)}`).join("")}`;
  if (typeof data !== "object" || data === null) return ` ${JSON.stringify(data)}\n`;
  const entries = Object.entries(data);
  if (entries.length === 0) return " {}\n";
  const text = entries.map(([key, value]) => `${indent}${JSON.stringify(key)}:${yamlOf(value, inner)}`).join("");
  return indent === "" ? text : `\n${text}`;
}

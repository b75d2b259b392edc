/** Holds the house to its plan: reads every file of src and fails on an import that goes down, a cycle, a package outside its room, and the like. */
import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/** The rooms in the order of dependence: a file imports its own room and those before it. */
const rooms = [
  ...[
    "base",
    "diagnostics",
    "syntax",
    "types",
    "values",
    "schemas",
    "library",
    "context",
    "check",
    "run",
    "claims",
    "sql",
    "impact",
    "targets",
    "okta",
    "editor",
  ],
  ...["codemirror", "oidc-provider", "testing", "cli"],
];
/** Doors to the outside: none knows another, and the public names of src/index.ts hold none of them. */
const doors = ["codemirror", "oidc-provider", "testing", "cli"];
/** The packages src may import, and the rooms that may do so; a key that ends in ":" or "/" is a prefix. */
const packages: Record<string, readonly string[]> = {
  chevrotain: ["syntax"],
  re2js: ["values"],
  "temporal-polyfill/": ["library"],
  "i18n-iso-countries/": ["library"],
  "@codemirror/": ["codemirror"],
  zod: ["claims", "cli"],
  yaml: ["claims", "cli"],
  "node:": ["cli"],
};

const longestFile = 400;
const longestReadme = 10;
const vagueNames = ["utils", "util", "helpers", "helper", "common", "misc"];

/** Path → text, with "/" between folders. */
type Tree = ReadonlyMap<string, string>;
type Rule = (tree: Tree) => string[];

interface Import {
  readonly from: string;
  readonly specifier: string;
  /** The file it reaches, when it is relative. */
  readonly target?: string;
}

const sources = (tree: Tree): string[] => [...tree.keys()].filter((path) => /\.tsx?$/.test(path));
const room = (path: string): string => (path.split("/").length > 2 ? (path.split("/")[1] ?? "") : "");

function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

/** A node and all below it. */
function nodes(top: ts.Node): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(top);
  return found;
}

/** The module a node names: static and dynamic imports, re-exports, types and require alike. */
function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : node.argument;
  if (ts.isExternalModuleReference(node)) return node.expression;
  if (!ts.isCallExpression(node)) return undefined;
  const called = node.expression;
  const imports = called.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(called) && called.text === "require");
  return imports ? node.arguments[0] : undefined;
}

function resolveIn(tree: Tree, from: string, specifier: string): string {
  const path = posix.join(posix.dirname(from), specifier);
  return [path, path.replace(/\.js$/, ".ts"), path.replace(/\.js$/, ".tsx"), `${path}.ts`].find((each) => tree.has(each)) ?? path;
}

function importsOf(tree: Tree): Import[] {
  return sources(tree).flatMap((from) =>
    nodes(parse(from, tree.get(from) ?? "")).flatMap((node) => {
      const named = specifierOf(node);
      if (named === undefined) return [];
      const specifier = ts.isStringLiteralLike(named) ? named.text : `(computed) ${named.getText()}`;
      return [specifier.startsWith(".") ? { from, specifier, target: resolveIn(tree, from, specifier) } : { from, specifier }];
    }),
  );
}

/** What is wrong with an import of one file by another, in a few words. */
function misdirected(from: string, target: string): string | undefined {
  const [importer, imported] = [room(from), room(target)];
  if (!target.startsWith("src/")) return from.startsWith("src/cli/") && target === "package.json" ? undefined : "leaves src";
  if (importer === imported) return undefined;
  if (from === "src/index.ts") return doors.includes(imported) ? "brings a door into the public names" : undefined;
  if (target === "src/index.ts") return doors.includes(importer) ? undefined : "goes down, to the public names";
  if (doors.includes(importer) && doors.includes(imported)) return "is one door knowing another";
  return rooms.indexOf(imported) > rooms.indexOf(importer) ? "goes down" : undefined;
}

/** The files that can be reached from a file along imports. */
function reachable(start: string, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set<string>();
  const waiting = [...(next.get(start) ?? [])];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    waiting.push(...(next.get(path) ?? []));
  }
  return seen;
}

const isNameOfMember = ({ parent, ...node }: ts.Identifier): boolean =>
  (ts.isPropertyAccessExpression(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isPropertySignature(parent)) &&
  parent.name.pos === node.pos;

const hostsOwn = ["Date.now", "Date.parse", "performance.now", "Math.random", "Temporal.Now", "crypto.getRandomValues"];
const localTime = /^(?:get|set)(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|TimezoneOffset)$/;

/** What of the host's own a node asks for; `Intl` with its locale said asks for nothing. */
function asksHost(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const { text } = node.name;
    const asks = /^toLocale|^localeCompare$/.test(text) || localTime.test(text) || hostsOwn.includes(node.getText());
    return asks ? node.getText() : undefined;
  }
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return undefined;
  const [made, args] = [node.expression.getText(), node.arguments ?? []];
  if (made === "Date" && args.length !== 1) return node.getText();
  const said = args[0] !== undefined && ts.isStringLiteral(args[0]);
  return made.startsWith("Intl.") && !said ? node.getText() : undefined;
}

function bodyLines(text: string): number {
  return text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#")).length;
}

const rules: Record<string, Rule> = {
  "a file imports its own room and the rooms above it": (tree) =>
    importsOf(tree).flatMap(({ from, specifier, target }) => {
      if (target === undefined) return [];
      const fault = misdirected(from, target);
      return fault === undefined ? [] : [`${from}: the import of ${specifier} ${fault}`];
    }),

  "an import reaches a file": (tree) =>
    importsOf(tree).flatMap(({ from, specifier, target }) =>
      target?.startsWith("src/") && !tree.has(target) ? [`${from}: there is no ${specifier}`] : [],
    ),

  "files do not import each other in a circle": (tree) => {
    const next = new Map(sources(tree).map((path) => [path, [] as string[]]));
    for (const { from, target } of importsOf(tree)) if (target !== undefined) next.get(from)?.push(target);
    const reach = new Map([...next.keys()].map((path) => [path, reachable(path, next)]));
    const circular = [...reach].filter(([path, seen]) => seen.has(path));
    return circular.map(([path, seen]) => {
      const others = circular
        .filter(([other]) => other !== path && seen.has(other) && reach.get(other)?.has(path))
        .map(([other]) => other);
      return `${path}: is in a circle${others.length > 0 ? ` with ${others.join(", ")}` : ""}`;
    });
  },

  "a package stays in its room": (tree) =>
    importsOf(tree).flatMap(({ from, specifier, target }) => {
      if (target !== undefined) return [];
      const allowed = Object.entries(packages).find(
        ([name]) => specifier === name || (/[:/]$/.test(name) && specifier.startsWith(name)),
      )?.[1];
      return allowed?.includes(room(from)) ? [] : [`${from}: ${specifier} is not for ${room(from) || "src"}`];
    }),

  "no text becomes code": (tree) =>
    sources(tree).flatMap((path) =>
      nodes(parse(path, tree.get(path) ?? ""))
        .filter(ts.isIdentifier)
        .filter((node) => (node.text === "eval" || node.text === "Function") && !isNameOfMember(node))
        .map((node) => `${path}: ${node.text}`),
    ),

  "inside the doors nothing asks for the host's locale, time zone, clock or chance": (tree) =>
    sources(tree)
      .filter((path) => !doors.includes(room(path)))
      .flatMap((path) =>
        nodes(parse(path, tree.get(path) ?? ""))
          .flatMap((node) => asksHost(node) ?? [])
          .map((asked) => `${path}: ${asked}`),
      ),

  "no for…in": (tree) =>
    sources(tree).flatMap((path) =>
      nodes(parse(path, tree.get(path) ?? "")).some(ts.isForInStatement) ? [`${path}: for…in`] : [],
    ),

  [`a file has at most ${longestFile} lines`]: (tree) =>
    sources(tree).flatMap((path) => {
      const lines = (tree.get(path) ?? "").trimEnd().split("\n").length;
      return lines > longestFile ? [`${path}: ${lines} lines`] : [];
    }),

  "a file opens with a sentence on its job": (tree) =>
    sources(tree).flatMap((path) => {
      const [first = "", second = ""] = (tree.get(path) ?? "").split("\n");
      const opening = first.startsWith("#!") ? second : first;
      return /^\/[/*]/.test(opening) && !/^\/\/\s*(?:biome-|@ts-)/.test(opening)
        ? []
        : [`${path}: opens with ${JSON.stringify(opening)}`];
    }),

  "a room is in the plan and has a short README": (tree) =>
    [...new Set(sources(tree).map(room))].filter(Boolean).flatMap((name) => {
      const readme = tree.get(`src/${name}/README.md`);
      return [
        ...(rooms.includes(name) ? [] : [`src/${name}: is not in the order of rooms`]),
        ...(readme === undefined ? [`src/${name}: has no README.md`] : []),
        ...(bodyLines(readme ?? "") > longestReadme ? [`src/${name}/README.md: is above ${longestReadme} lines`] : []),
      ];
    }),

  "a name says what is inside": (tree) =>
    [...tree.keys()].filter((path) => path.split("/").some((part) => vagueNames.includes(part.replace(/\..*$/, "").toLowerCase()))),
};

/** The rules a tree breaks. */
function broken(tree: Tree): string[] {
  return Object.entries(rules).flatMap(([name, rule]) => (rule(tree).length > 0 ? [name] : []));
}

function readTree(): Tree {
  const paths = readdirSync("src", { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.join(entry.parentPath.replaceAll("\\", "/"), entry.name));
  return new Map(paths.map((path) => [path, readFileSync(path, "utf8")]));
}

const house = readTree();

describe("the house", () => {
  it("is there", () => expect(sources(house).length).toBeGreaterThan(20));
  for (const [name, rule] of Object.entries(rules)) it(name, () => expect(rule(house)).toEqual([]));
});

/** A small house that keeps every rule, and one change to it for each way of breaking one. */
const sound: Record<string, string> = {
  "src/index.ts": '/** Public. */\nexport * from "./run/run.js";\n',
  "src/base/README.md": `# base\n\n${"A line.\n".repeat(10)}`,
  "src/base/span.ts": "/** Spans. */\nexport const span = { eval: 1 }.eval;\n",
  "src/syntax/README.md": "# syntax\n",
  "src/syntax/lexer.ts":
    '// Tokens.\nimport { span } from "../base/span.js";\nimport { Lexer } from "chevrotain";\nexport const use = [span, Lexer];\n',
  "src/run/README.md": "# run\n",
  "src/run/run.ts": '/** Runs. */\nexport type { use } from "../syntax/lexer.js";\n',
  "src/testing/README.md": "# testing\n",
  "src/testing/testing.ts": '/** Prints. */\nimport "../index.js";\n',
  "src/cli/README.md": "# cli\n",
  "src/cli/main.ts":
    '#!/usr/bin/env node\n/** Starts. */\nimport "node:fs";\nimport "zod";\nimport "../run/run.js";\nimport "../../package.json";\n',
};

const faults: readonly (readonly [rule: string, change: string, files: Record<string, string>])[] = [
  ["a file imports its own room and the rooms above it", "down", { "src/base/a.ts": '/** A. */\nimport "../run/run.js";\n' }],
  [
    "a file imports its own room and the rooms above it",
    "down, a type",
    { "src/base/a.ts": '/** A. */\nimport type { x } from "../run/run.js";\n' },
  ],
  [
    "a file imports its own room and the rooms above it",
    "down, inside a type",
    { "src/base/a.ts": '/** A. */\nlet x: import("../run/run.js").X;\n' },
  ],
  [
    "a file imports its own room and the rooms above it",
    "down, later",
    { "src/base/a.ts": '/** A. */\nawait import("../run/run.js");\n' },
  ],
  [
    "a file imports its own room and the rooms above it",
    "down, passed on",
    { "src/base/a.ts": '/** A. */\nexport * from "../run/run.js";\n' },
  ],
  [
    "a file imports its own room and the rooms above it",
    "a door in another",
    { "src/cli/a.ts": '/** A. */\nimport "../testing/testing.js";\n' },
  ],
  [
    "a file imports its own room and the rooms above it",
    "a door in public",
    { "src/index.ts": '/** A. */\nimport "./cli/main.js";\n' },
  ],
  [
    "a file imports its own room and the rooms above it",
    "the public names in a room",
    { "src/syntax/a.ts": '/** A. */\nimport "../index.js";\n' },
  ],
  [
    "a file imports its own room and the rooms above it",
    "out of src",
    { "src/base/a.ts": '/** A. */\nimport "../../test/x.js";\n' },
  ],
  ["an import reaches a file", "no such file", { "src/base/a.ts": '/** A. */\nimport "./gone.js";\n' }],
  [
    "files do not import each other in a circle",
    "two files",
    { "src/base/a.ts": '/** A. */\nimport type { B } from "./b.js";\n', "src/base/b.ts": '/** B. */\nimport "./a.js";\n' },
  ],
  ["files do not import each other in a circle", "one file", { "src/base/a.ts": '/** A. */\nimport "./a.js";\n' }],
  ["a package stays in its room", "chevrotain", { "src/run/a.ts": '/** A. */\nimport type { IToken } from "chevrotain";\n' }],
  ["a package stays in its room", "zod", { "src/syntax/a.ts": '/** A. */\nimport * as z from "zod";\n' }],
  ["a package stays in its room", "node:", { "src/run/a.ts": '/** A. */\nimport "node:fs";\n' }],
  ["a package stays in its room", "unknown", { "src/cli/a.ts": '/** A. */\nimport "left-pad";\n' }],
  ["a package stays in its room", "required", { "src/cli/a.ts": '/** A. */\nrequire("left-pad");\n' }],
  ["a package stays in its room", "computed", { "src/cli/a.ts": "/** A. */\nawait import(name);\n" }],
  ["no text becomes code", "eval", { "src/base/a.ts": '/** A. */\n(0, eval)("1");\n' }],
  ["no text becomes code", "new Function", { "src/base/a.ts": '/** A. */\nnew Function("1");\n' }],
  ["no text becomes code", "Function", { "src/base/a.ts": '/** A. */\nFunction("1");\n' }],
  [
    "no text becomes code",
    "under another name",
    { "src/base/a.ts": "/** A. */\nconst { eval: run } = globalThis, F = Function;\n" },
  ],
  ...[
    ...[
      "a.toLocaleLowerCase();",
      "a.localeCompare(b);",
      "new Intl.Collator();",
      "Intl.NumberFormat(locale);",
      "new Date(0).getHours();",
    ],
    ...["new Date();", "new Date(2026, 0, 1);", "Date.now();", 'Date.parse("");', "Math.random();", "performance.now();"],
  ].map(
    (code) =>
      [
        "inside the doors nothing asks for the host's locale, time zone, clock or chance",
        code,
        { "src/base/a.ts": `/** A. */\n${code}\n` },
      ] as const,
  ),
  ["no for…in", "for…in", { "src/base/a.ts": "/** A. */\nfor (const key in {}) key;\n" }],
  ["a file has at most 400 lines", "401", { "src/base/a.ts": `/** A. */\n${"let a;\n".repeat(400)}` }],
  ["a file opens with a sentence on its job", "code", { "src/base/a.ts": "export {};\n/** A. */\n" }],
  ["a file opens with a sentence on its job", "after #!", { "src/base/a.ts": "#!/usr/bin/env node\nexport {};\n" }],
  ["a file opens with a sentence on its job", "not a sentence", { "src/base/a.ts": "// biome-ignore format: table\nexport {};\n" }],
  ["a room is in the plan and has a short README", "no README", { "src/types/a.ts": "/** A. */\n" }],
  ["a room is in the plan and has a short README", "long README", { "src/base/README.md": "A line.\n".repeat(11) }],
  [
    "a room is in the plan and has a short README",
    "unknown room",
    { "src/attic/a.ts": "/** A. */\n", "src/attic/README.md": "# attic\n" },
  ],
  ["a name says what is inside", "file", { "src/base/utils.ts": "/** A. */\n" }],
  ["a name says what is inside", "folder", { "src/base/helpers/a.ts": "/** A. */\n" }],
];

describe("the rules can fail", () => {
  it("a sound house breaks none", () => expect(broken(new Map(Object.entries(sound)))).toEqual([]));
  it("each rule has a fault", () => expect(new Set(faults.map(([rule]) => rule))).toEqual(new Set(Object.keys(rules))));
  for (const [rule, change, files] of faults) {
    it(`${rule}: ${change}`, () => expect(broken(new Map(Object.entries({ ...sound, ...files })))).toEqual([rule]));
  }
});

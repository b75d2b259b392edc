/** Writes new expectations into the text of a document, and changes nothing else of it. */
import { isMap, parseDocument, type YAMLMap } from "yaml";
import { readJsonText } from "../claims/json-text.js";
import type { Expectations } from "../claims/tests.js";
import { locate, type TextNode } from "../claims/text-tree.js";
import type { TestsText } from "./claims-file.js";

/** One test, by its place, and what it is to expect. */
export interface Update {
  readonly index: number;
  readonly expectations: Expectations;
}

/** The keys that are written, in this order. */
const KEYS = ["expect", "absent", "errors"] as const;

/** The text of the tests with the updates. */
export function updatedText({ text, format, keys }: TestsText, updates: readonly Update[]): string {
  const isJson = format === "json" || (format === undefined && /^\s*[{[]/.test(text));
  return isJson ? updatedJson(text, keys, updates) : updatedYaml(text, keys, updates);
}

/** Deep enough for any document that was read before. */
const ANY_DEPTH = 1_000;

/** Only the tests that change are written anew, each as it stood: on one line, or indented by two. */
function updatedJson(text: string, keys: TestsText["keys"], updates: readonly Update[]): string {
  const reading = readJsonText(text, ANY_DEPTH);
  if (!("root" in reading)) return text;
  const tests = locate(reading.root, keys, false).node?.items ?? [];
  return updates.reduceRight((before, { index, expectations }) => {
    const node = tests[index];
    return node ? `${before.slice(0, node.span.start)}${testText(text, node, expectations)}${before.slice(node.span.end)}` : before;
  }, text);
}

function testText(text: string, { span }: TextNode, expectations: Expectations): string {
  const written = text.slice(span.start, span.end);
  const { expect: _expect, absent: _absent, errors: _errors, ...rest } = JSON.parse(written) as Record<string, unknown>;
  const test = {
    ...rest,
    ...Object.fromEntries(KEYS.flatMap((key) => (expectations[key] === undefined ? [] : [[key, expectations[key]]]))),
  };
  if (!written.includes("\n")) return oneLine(test);
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", span.start - 1) + 1))?.[0] ?? "";
  return JSON.stringify(test, null, 2).replaceAll("\n", `\n${indent}`);
}

/** JSON on one line, with blanks as people write them. */
function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${oneLine(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** The parser of YAML keeps comments, blank lines and quotes; how far lines are indented is taken from the text. */
function updatedYaml(text: string, keys: TestsText["keys"], updates: readonly Update[]): string {
  const document = parseDocument(text, { uniqueKeys: false });
  for (const { index, expectations } of updates) {
    const test = document.getIn([...keys, index]);
    if (!isMap(test)) continue;
    for (const key of KEYS)
      setOrDelete(test, key, expectations[key] === undefined ? undefined : document.createNode(expectations[key]));
  }
  const indent = /^( +)\S/m.exec(text)?.[1]?.length ?? 2;
  const written = document.toString({
    lineWidth: 0,
    indent: Math.max(2, Math.min(indent, 8)),
    indentSeq: !/^\S[^\n]*:[^\S\n]*\n- /m.test(text),
    flowCollectionPadding: !/\{[^\s}]/.test(text),
  });
  return text.includes("\r\n") ? written.replaceAll("\n", "\r\n") : written;
}

function setOrDelete(map: YAMLMap, key: string, value: unknown): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}

/** Reads a text as what it is written in. */
import type { Limits } from "../base/limits.js";
import { readJsonText } from "./json-text.js";
import type { TextReading } from "./text-tree.js";
import { readYamlText } from "./yaml-text.js";

/** How a file is written. */
export type FileFormat = "json" | "yaml";

/** Reads a text; where its format is not known, one that begins like JSON and is not is YAML, if it is that. */
export function readText(text: string, format: FileFormat | undefined, limits: Limits): TextReading {
  if (format === "yaml" || (format === undefined && !/^\s*[{[]/.test(text))) return readYamlText(text, limits);
  const json = readJsonText(text, limits.documentDepth);
  if (format === "json" || !("problem" in json)) return json;
  const yaml = readYamlText(text, limits);
  return "problem" in yaml ? json : yaml;
}

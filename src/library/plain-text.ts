/** Parameters whose texts people mistake: compared character by character, or the name or the id of a group. */
import type { Value } from "../values/value.js";
import { list, type Param, text } from "./define.js";
import { lookedAt } from "./params.js";
import type { Written, WrittenProblem } from "./written.js";

/** What has a meaning in patterns and none in plain text: `.*`, `^a`, `a$`, `\d`, `[a-z]+`, `(?i)`, and a star at the end. */
const PATTERN_SIGNS = /\.[*+]|^\^.|^.+[^\s$]\$$|\\[dDwWsSb]|\][*+?]|\(\?[a-z:=!]|^[^*]*[^*\s]\*$/;

function patternProblems({ value, span }: Written): readonly WrittenProblem[] {
  const suspect = typeof value === "string" && value.length <= 200 && PATTERN_SIGNS.test(value);
  return suspect ? [{ code: "lint/literal-pattern", span, data: { value } }] : [];
}

/** A text that is looked for as it stands. */
export function plain(name: string): Param<string> {
  return lookedAt(text(name), { written: patternProblems });
}

/** What every id of a group begins with, and how long one is. */
const GROUP_ID = /^00g[0-9A-Za-z]{17}$/;

function nameProblems(written: Written): readonly WrittenProblem[] {
  const { value, span } = written;
  const isId = typeof value === "string" && GROUP_ID.test(value);
  return isId ? [{ code: "lint/group-id-as-name", span, data: { value } }] : patternProblems(written);
}

/** The name of a group, or a part of it. */
export function groupName(name: string): Param<string> {
  return lookedAt(text(name), { written: nameProblems });
}

function idProblems({ value, span }: Written): readonly WrittenProblem[] {
  const isName = typeof value === "string" && !value.startsWith("00g");
  return isName ? [{ code: "lint/group-name-as-id", span, data: { value } }] : [];
}

/** The id of a group. */
export function groupId(name: string): Param<string> {
  return lookedAt(text(name), { written: idProblems });
}

/** A list of ids of groups. */
export function groupIds(name: string): Param<readonly Value[]> {
  return lookedAt(list(name), { written: ({ items = [] }) => items.flatMap(idProblems) });
}

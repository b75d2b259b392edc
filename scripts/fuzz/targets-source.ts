/** Targets that take the text of an expression: tokens, tree, printing, checking, what an editor asks. */
import { check } from "../../src/check/check.js";
import { defineEnvironment } from "../../src/context/environment.js";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.js";
import { renderDiagnostic } from "../../src/diagnostics/render.js";
import { complete, fixes, hover, signature, tokens } from "../../src/editor/index.js";
import { allFunctions } from "../../src/library/all.js";
import { parse } from "../../src/syntax/parse.js";
import { format } from "../../src/syntax/print.js";
import { PIECES, type Target } from "./target.js";

const SEEDS = [
  "app.system_home",
  'isMemberOfGroupName("Admins") ? "admin" : "user"',
  "String.substringBefore(user.email, '@').toUpperCase() + 1",
  "app.list.![#this == null ? 'a' : x.y].?[#this != ''] ?: {'a', 1.5, {k: true}}",
  "not (1 + 2 * -3 >= 4 and app['a b']?.c or null)",
  "user.getGroups({'group.profile.name': 'a', 'operator': 'EXACT'}).![name]",
  "a = 1 === $\u007bb} “c” + ",
];

const OPEN = defineEnvironment({ functions: allFunctions });
const DECLARED = {
  functions: allFunctions,
  user: { email: "text", level: "integer?", tags: "list<text>", address: { type: "map", attributes: { city: "text?" } } },
  app: {
    x: "text?",
    list: "list<text?>",
    m: { type: "map", attributes: { a: "number", b: "boolean?" } },
    tier: { enum: ["gold", "basic"] },
  },
} as const;
const STRICT = defineEnvironment({ ...DECLARED, strict: true });
const POLICY = defineEnvironment({ functions: allFunctions, kind: "policy" });
const CLASSIC = defineEnvironment({ ...DECLARED, dialect: "classic" });

/** A diagnostic that does not lie in the text, or has a gap in its words. */
export function misplaced(text: string, diagnostics: readonly Diagnostic[]): string | undefined {
  for (const { span, code, message, fixes: offered, related } of diagnostics) {
    const spans = [
      span,
      ...(related ?? []).map((each) => each.span),
      ...(offered ?? []).flatMap(({ edits }) => edits.map((edit) => edit.span)),
    ];
    if (spans.some(({ start, end }) => !(start >= 0 && start <= end && end <= text.length))) return `${code} lies outside`;
    if (message === "" || message.includes("undefined")) return `${code} says ${message}`;
  }
  return undefined;
}

function checkedBy(env: typeof OPEN): (input: string) => string | undefined {
  return (input) => {
    const { ok, diagnostics, verdicts } = check(input, env);
    const refused = diagnostics.some(({ severity }) => severity === "error");
    if (ok === refused) return "ok and errors disagree";
    for (const [grant, { verdict }] of Object.entries(verdicts))
      if (ok && verdict === "error") return `it is ok, but not on ${grant}`;
    return misplaced(input, diagnostics);
  };
}

const target = (name: string, run: Target["run"]): Target => ({ name, seeds: SEEDS, words: PIECES, run });

export const SOURCE_TARGETS: readonly Target[] = [
  target("lex", (input) => {
    let end = 0;
    for (const { from, to } of tokens(input)) {
      if (!(from >= end && to > from && to <= input.length)) return `a token from ${from} to ${to}`;
      end = to;
    }
    return undefined;
  }),
  target("parse", (input) => misplaced(input, parse(input).diagnostics)),
  target("print", (input) => {
    const once = format(input);
    if (format(once) !== once) return "printing again changes it";
    const broken = (text: string) => parse(text).diagnostics.some(({ severity }) => severity === "error");
    return broken(input) === broken(once) ? undefined : "printing changes whether it parses";
  }),
  target("check", checkedBy(OPEN)),
  target("check-strict", checkedBy(STRICT)),
  target("check-policy", checkedBy(POLICY)),
  target("check-classic", checkedBy(CLASSIC)),
  target("render", (input) => {
    for (const entry of check(input, OPEN).diagnostics.slice(0, 5))
      if (renderDiagnostic(input, entry) === "") return "nothing is shown";
    return undefined;
  }),
  target("complete", (input) => {
    for (const offset of [0, input.length >> 1, input.length]) {
      const { from, to, options } = complete(input, offset, STRICT);
      if (!(from >= 0 && from <= to && to <= input.length)) return `it completes from ${from} to ${to}`;
      if (new Set(options.map(({ label, kind }) => `${kind} ${label}`)).size !== options.length) return "an option is there twice";
    }
    return undefined;
  }),
  target("hover-and-signature", (input) => {
    for (const offset of [0, input.length >> 1, input.length]) {
      hover(input, offset, OPEN);
      signature(input, offset, STRICT);
    }
    return undefined;
  }),
  target("fixes", (input) => {
    for (const { edits } of fixes(input, input.length >> 1, STRICT).slice(0, 4)) {
      const mended = [...edits].sort((a, b) => b.span.start - a.span.start);
      parse(mended.reduce((text, { span, text: put }) => text.slice(0, span.start) + put + text.slice(span.end), input));
    }
    return undefined;
  }),
];

/** Looks at arguments that are written out, so that a mistake in them is found before there is data. */
import { closestName } from "../base/closest.js";
import type { Span } from "../base/span.js";
import { CODES, type Code, isCode } from "../diagnostics/codes.js";
import { diagnostic, type Fix } from "../diagnostics/diagnostic.js";
import { type Param, signatureOf } from "../library/define.js";
import { paramOf } from "../library/invoke.js";
import type { WrittenProblem } from "../library/written.js";
import type { LiteralNode, Node } from "../syntax/ast.js";
import { printType } from "../types/print.js";
import { required } from "../types/type.js";
import { Fault } from "../values/value.js";
import type { Choice, InnerTree } from "./facts.js";
import { checkInner } from "./inner.js";
import { type CheckState, quotedAt, report } from "./state.js";
import { writtenOf } from "./written.js";

/** A call whose arguments are looked at. */
export interface LookedAt {
  readonly choice: Choice;
  readonly args: readonly (Node | "element")[];
  readonly display: string;
}

/** No expression inside an argument. */
export const NO_INNER: ReadonlyMap<number, InnerTree> = new Map();

/** Reports the mistakes in written-out arguments. Gives the inner expressions by position; undefined after a mistake. */
export function lookAtArguments(state: CheckState, call: LookedAt): ReadonlyMap<number, InnerTree> | undefined {
  let inner: Map<number, InnerTree> | undefined;
  let sound = true;
  for (let index = 0; index < call.args.length; index++) {
    const arg = call.args[index] as Node | "element";
    if (arg === "element") continue;
    const param = paramOf(call.choice.overload, index);
    if (param.inner) {
      const tree = innerOf(state, arg, param, call);
      if (tree) inner = (inner ?? new Map()).set(index, tree);
      else sound = false;
    } else sound = lookAt(state, arg, param, call) && sound;
  }
  return sound ? (inner ?? NO_INNER) : undefined;
}

function isText(node: Node): node is LiteralNode & { value: string } {
  return node.kind === "Literal" && typeof node.value === "string";
}

function innerOf(state: CheckState, arg: Node, param: Param<unknown>, call: LookedAt): InnerTree | undefined {
  if (!param.inner || !isText(arg)) {
    reportNotWritten(state, arg, param, call);
    return undefined;
  }
  return checkInner(state, arg, { name: param.inner.name, typed: required(param.inner.type) });
}

function lookAt(state: CheckState, arg: Node, param: Param<unknown>, call: LookedAt): boolean {
  if (param.literal && !isText(arg)) return reportNotWritten(state, arg, param, call);
  const among = param.literal?.among;
  if (among && isText(arg) && !among.includes(arg.value)) return reportChoice(state, arg, param.name, among, call);
  if (param.prepare && isText(arg) && !makeReady(state, arg, param)) return false;
  if (!param.written) return true;
  const problems = param.written(writtenOf(arg), { grants: [...state.env.grants.values()] });
  for (const problem of problems) reportProblem(state, problem);
  return problems.every(({ code }) => CODES[code].severity !== "error");
}

/** Makes of a text what the row's code receives, for whoever asks later; false after a mistake, and behind too many, which is told once. */
function makeReady(state: CheckState, arg: LiteralNode & { value: string }, param: Param<unknown>): boolean {
  const { limits } = state.env;
  const { making } = state;
  if (making.told) return false;
  const made = param.prepare?.(arg.value, limits, true);
  if (made instanceof Fault) {
    state.diagnostics.push(diagnostic(asChecked(made.code), arg.span, made.data as never));
    return false;
  }
  const steps = making.paid.has(made) ? 0 : (param.preparing?.(made as never, false) ?? 0);
  making.left -= steps;
  making.paid.add(made);
  if (steps > 0 && making.left < 0) {
    making.told = true;
    report(state, "check/too-many-patterns", arg.span, { limit: limits.patternSteps });
    return false;
  }
  state.facts.made = (state.facts.made ?? new Map()).set(arg.id, made);
  return true;
}

/** The code of a mistake that is found early, where the table has one for it. */
export function asChecked(code: Code): Code {
  const early = code.replace(/^run\//, "check/");
  return isCode(early) ? early : code;
}

function reportNotWritten(state: CheckState, arg: Node, param: Param<unknown>, call: LookedAt): false {
  const data = {
    parameter: param.name,
    function: call.display,
    signature: signatureOf(call.display, call.choice.overload, printType),
  };
  const forgotQuotes = arg.kind === "Name" && state.facts.meanings[arg.id] === "unknown";
  if (!forgotQuotes) report(state, "check/not-written-out", arg.span, data);
  else {
    // The name alone was told as an unknown root; that it lacks its quotes is the one mistake.
    const told = state.diagnostics.findIndex(({ span }) => span.start === arg.span.start && span.end === arg.span.end);
    state.diagnostics.splice(told, 1);
    const fix = { title: `Write \`"${arg.name}"\``, edits: [{ span: arg.span, text: `"${arg.name}"` }] };
    report(state, "check/not-written-out", arg.span, data, { hint: `Put quotes around it: \`"${arg.name}"\`.`, fixes: [fix] });
  }
  return false;
}

function reportChoice(state: CheckState, arg: LiteralNode, parameter: string, among: readonly string[], call: LookedAt): false {
  const near = closestName(String(arg.value), among);
  const data = {
    function: call.display,
    parameter,
    given: String(arg.value),
    among: among.map((text) => `\`${text}\``).join(", "),
  };
  report(
    state,
    "check/argument-choice",
    arg.span,
    data,
    near ? { hint: `Did you mean \`${near}\`?`, fixes: [quotedFix(state, arg.span, near)] } : {},
  );
  return false;
}

/** Puts a text where another stands, or a key without quotes. */
function quotedFix(state: CheckState, span: Span, text: string): Fix {
  return { title: `Write \`${text}\``, edits: [{ span, text: quotedAt(state, { span }, text) }] };
}

function reportProblem(state: CheckState, { code, span, data, suggestions = [] }: WrittenProblem): void {
  const extras =
    suggestions.length === 0
      ? {}
      : {
          hint: `Did you mean ${suggestions.map((text) => `\`${text}\``).join(" or ")}?`,
          fixes: suggestions.map((text) => quotedFix(state, span, text)),
        };
  state.diagnostics.push(diagnostic(code, span, data as never, extras));
}

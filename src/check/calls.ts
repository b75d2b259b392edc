/** Which row a call means, whether its arguments fit, and what it gives. */
import { candidatesOf, closestNames } from "../base/closest.js";
import type { Span } from "../base/span.js";
import { kindsWhere, knowsFunction } from "../context/kinds.js";
import { pathOf, type ReadPath, rootPath } from "../context/paths.js";
import { type Root, recordRoot } from "../context/roots.js";
import { type FunctionRow, mayGiveNull, type Overload, type StandsFor, signatureOf } from "../library/define.js";
import { entryOf } from "../library/entries.js";
import { type Candidate, mayStandFor, paramOf, takes } from "../library/invoke.js";
import type { BinaryNode, CallNode, LiteralNode, Node } from "../syntax/ast.js";
import { printType } from "../types/print.js";
import { fits, join } from "../types/relate.js";
import { NULL, type Type, type Typed } from "../types/type.js";
import { pathText } from "../values/path.js";
import { lookAtArguments, NO_INNER } from "./arguments.js";
import { type Choice, elementOf } from "./facts.js";
import { capital } from "./names.js";
import { BROKEN, type CheckState, report, sourceOf, typeOf } from "./state.js";

type Arg = Node | "element";

/** The type of a call. */
export function checkCall(state: CheckState, node: CallNode): Typed {
  const { receiver } = node;
  if (receiver === null) return checkBareCall(state, node);
  if (state.facts.meanings[receiver.id] === "family" && receiver.kind === "Name") {
    // A root with functions of its own, such as `user`, can be null; a family of functions cannot.
    const isRoot = state.env.roots.has(receiver.name);
    if (node.safe && !isRoot) return report(state, "check/safe-namespace", receiver.span, { name: receiver.name });
    return checkNamed(state, node, `${receiver.name}.${node.name}`);
  }
  if (state.facts.meanings[receiver.id] === "unknown") return BROKEN;
  return checkMethod(state, node, receiver, node.args);
}

/** `name(args)`: inside brackets the element's method where the element has one that takes them, otherwise a function. */
function checkBareCall(state: CheckState, node: CallNode): Typed {
  const { library } = state.env;
  const function_ = library.named.get(node.name);
  if (state.facts.brackets[node.id] !== -1) {
    const rows = methodRows(state, node.name, elementOf(state.facts, node.id).type);
    const taken = rows.some((row) => row.overloads.some((entry) => takes(entry, node.args.length + 1)));
    if (rows.length > 0 && (taken || !function_)) return checkMethod(state, node, "element", node.args);
  }
  return checkNamed(state, node, node.name);
}

function checkNamed(state: CheckState, node: CallNode, name: string): Typed {
  const { library, dialect } = state.env;
  const row = library.named.get(name);
  const span = node.receiver ? { start: node.receiver.span.start, end: node.nameSpan.end } : node.nameSpan;
  if (!row) return reportUnknownFunction(state, node, name, span);
  if (!knowsFunction(state.env.kind, row)) return reportNotHere(state, row, name, span);
  if (dialect !== undefined && row.dialect !== "both" && row.dialect !== dialect)
    return reportOtherDialect(state, node, row, name, "name");
  return checkArguments(state, node, { rows: [row], args: node.args, form: "name", display: name });
}

/** The function is known, but not in this kind of expression. */
function reportNotHere(state: CheckState, row: FunctionRow, name: string, span: Span): Typed {
  const kinds = kindsWhere((kind) => knowsFunction(kind, row)).join(", ");
  const hint = kinds === "" ? { hint: "No ready-made kind of expression knows it." } : {};
  return report(state, "check/function-not-here", span, { name, kind: state.env.kind.name, kinds }, hint);
}

function reportUnknownFunction(state: CheckState, node: CallNode, name: string, span: Span): Typed {
  const { library } = state.env;
  const entry = library.families.has(name.slice(0, name.indexOf("."))) ? undefined : entryOf(name);
  if (entry) return report(state, "check/rows-missing", span, { name, entry });
  const suggestions = candidatesOf(library.named, () => library.named.keys()).closest(name, 2);
  const asMethod = library.methods.has(name) ? [`${node.args[0] ? sourceOf(state, node.args[0]) : "x"}.${name}(…)`] : [];
  const all = [...suggestions, ...asMethod];
  const fixes = suggestions.map((text) => ({ title: `Write \`${text}\``, edits: [{ span, text }] }));
  return report(
    state,
    "check/unknown-function",
    span,
    { name },
    all.length > 0 ? { hint: `Did you mean ${all.map((text) => `\`${text}\``).join(" or ")}?`, fixes } : {},
  );
}

/** The rows with this method whose receiver a type fits. */
function methodRows(state: CheckState, name: string, receiver: Type): readonly FunctionRow[] {
  const rows = state.env.library.methods.get(name) ?? [];
  return rows.filter((row) => row.overloads.some((entry) => mayStandFor(receiver, receiverOf(entry), "method")));
}

/** What a method is asked of: the first parameter. */
function receiverOf(entry: Overload): Type {
  return paramOf(entry, 0).type;
}

function checkMethod(state: CheckState, node: CallNode, receiver: Arg, args: readonly Node[]): Typed {
  const { type } = argType(state, node, receiver);
  const rows = methodRows(state, node.name, type);
  if (rows.length === 0) return reportUnknownMethod(state, node, receiver, type);
  const [first] = rows as [FunctionRow];
  if (!rows.some((row) => knowsFunction(state.env.kind, row))) return reportNotHere(state, first, node.name, node.nameSpan);
  if (state.env.dialect === "classic") return reportOtherDialect(state, node, first, `.${node.name}`, "method");
  return checkArguments(state, node, { rows, args: [receiver, ...args], form: "method", display: node.name });
}

function reportUnknownMethod(state: CheckState, node: CallNode, on: Arg, receiver: Type): Typed {
  const { library } = state.env;
  const entry = library.methods.has(node.name) ? undefined : entryOf(`.${node.name}`);
  if (entry) return report(state, "check/rows-missing", node.nameSpan, { name: node.name, entry });
  const usable = [...library.methods.keys()].filter((name) => methodRows(state, name, receiver).length > 0);
  // `user.getGroups` is the name of a function, although it looks like a method of the user.
  const root = on !== "element" && on.kind === "Name" ? `${on.name}.` : undefined;
  const named = [...library.named.keys()].filter((name) => root && name.startsWith(root)).map((name) => name.slice(root?.length));
  const suggestions = closestNames(node.name, [...named, ...usable], 2);
  const elsewhere = library.methods.get(node.name)?.flatMap((row) => row.overloads.map((entry) => receiverOf(entry).kind));
  if (elsewhere) {
    const hint = `\`${node.name}\` is a method of ${[...new Set(elsewhere)].join(" and ")}.`;
    return report(
      state,
      "check/unknown-method",
      node.nameSpan,
      { receiver: capital(printType(receiver)), name: node.name },
      { hint },
    );
  }
  const fixes = suggestions.map((text) => ({ title: `Write \`${text}\``, edits: [{ span: node.nameSpan, text }] }));
  const hint =
    suggestions.length > 0 ? { hint: `Did you mean ${suggestions.map((text) => `\`${text}\``).join(" or ")}?`, fixes } : {};
  return report(state, "check/unknown-method", node.nameSpan, { receiver: capital(printType(receiver)), name: node.name }, hint);
}

/** The name is known, but in the other dialect: say the spelling that works here. */
function reportOtherDialect(state: CheckState, node: CallNode, row: FunctionRow, name: string, form: "name" | "method"): Typed {
  const { dialect } = state.env;
  const other = dialect === "classic" ? "identity-engine" : "classic";
  const operands = [...(form === "method" && node.receiver ? [node.receiver] : []), ...node.args].map((arg) =>
    state.source.slice(arg.span.start, arg.span.end),
  );
  const [first, ...rest] = operands;
  const spelling =
    form === "method"
      ? row.name && `${row.name}(${operands.join(", ")})`
      : row.method && first
        ? `${first}.${row.method}(${rest.join(", ")})`
        : undefined;
  const data = { name, other, dialect: String(dialect), spelling: spelling ?? "" };
  if (!spelling)
    return report(state, "check/other-dialect", node.span, data, { hint: `It has no spelling in the ${dialect} dialect.` });
  return report(state, "check/other-dialect", node.span, data, {
    fixes: [{ title: `Write \`${spelling}\``, edits: [{ span: node.span, text: spelling }] }],
  });
}

function argType(state: CheckState, node: CallNode, arg: Arg): Typed {
  return arg === "element" ? elementOf(state.facts, node.id) : typeOf(state, arg);
}

interface Call {
  readonly rows: readonly FunctionRow[];
  readonly args: readonly Arg[];
  readonly form: "name" | "method";
  readonly display: string;
}

function checkArguments(state: CheckState, node: CallNode, call: Call): Typed {
  const counted = takersOf(call);
  if (counted.length === 0) return reportArity(state, node, call);
  const types = call.args.map((arg) => argType(state, node, arg));
  const fitting = counted.filter(({ overload }) =>
    types.every((typed, index) => mayStandFor(typed.type, paramOf(overload, index).type, call.form)),
  );
  if (fitting.length === 0) return reportArgument(state, node, call, counted[0] as Candidate, types);
  const chosen = fitting.length > 1 ? closest(fitting, types) : fitting;
  const choices = chosen.map(({ row, overload }): Choice => ({ row, overload, reads: readsOf(state, overload) }));
  const [only] = choices as [Choice, ...Choice[]];
  const { args, form, display } = call;
  const inner = choices.length === 1 ? lookAtArguments(state, { choice: only, args, display }) : NO_INNER;
  if (!inner) return BROKEN;
  const skipsNull = node.safe && form === "method";
  state.facts.calls[node.id] = { candidates: choices, args, form, display, skipsNull, inner };
  if (only.overload.stands) return standFor(state, node, only.overload.stands, args);
  const given = inner.size === 0 ? types : types.map((typed, index) => inner.get(index)?.facts.typed.at(-1) ?? typed);
  return resultOf(choices, given, skipsNull);
}

/** The overloads that take so many arguments. */
function takersOf({ rows, args }: Call): Candidate[] {
  const takers: Candidate[] = [];
  for (const row of rows) for (const overload of row.overloads) if (takes(overload, args.length)) takers.push({ row, overload });
  return takers;
}

/** Those that need no conversion, where there are any. */
function closest(fitting: readonly Candidate[], types: readonly Typed[]): readonly Candidate[] {
  const exact = fitting.filter(({ overload }) => types.every((typed, index) => fits(typed.type, paramOf(overload, index).type)));
  if (exact.length === 0) return fitting;
  // Where a type is not known the values decide, and may ask for a conversion that another overload does without.
  const isOpen = types.some(({ type }) => type.kind === "unknown");
  return isOpen ? [...exact, ...fitting.filter((each) => !exact.includes(each))] : exact;
}

/** Plans an operator to which a row of the library gives its meaning like a call of that row. */
export function planOperator(state: CheckState, node: BinaryNode): void {
  const row = state.env.library.operators.get(node.operator);
  const overload = row?.overloads[0];
  if (!row || !overload) return;
  const choice: Choice = { row, overload, reads: readsOf(state, overload) };
  const args = [node.left, node.right];
  const inner = lookAtArguments(state, { choice, args, display: node.operator });
  if (inner)
    state.facts.calls[node.id] = { candidates: [choice], args, form: "method", display: node.operator, skipsNull: false, inner };
}

/** A call that stands for a path of the context is that path. */
function standFor(state: CheckState, node: CallNode, { root, keys, record }: StandsFor, args: readonly Arg[]): Typed {
  const { readable } = state.env;
  const written = keys.map((key) => (typeof key === "number" ? String((args[key] as LiteralNode).value) : key));
  const user = readable.get("user") as Root;
  const path = record ? rootPath(recordRoot(record, [root, ...written], user)) : pathOf(readable, root, written);
  if (!path) {
    const data = { object: pathText(root, written.slice(0, -1)), name: String(written.at(-1)), root };
    return report(state, "check/unknown-attribute", node.span, data);
  }
  state.facts.paths[node.id] = path;
  return path.typed;
}

/** The context paths that a row reads. */
function readsOf({ env }: CheckState, { context }: Overload): readonly ReadPath[] {
  if (!context) return NO_READS;
  // An environment was made only if it has them all.
  return context.map((read) => pathOf(env.readable, read.root, read.keys) as ReadPath);
}

const NO_READS: readonly ReadPath[] = [];

/** The type of the result over every candidate; null where the null policy lets it through. */
function resultOf(candidates: readonly Choice[], types: readonly Typed[], safe: boolean): Typed {
  // Joined with anything, the type of `null` adds nothing.
  let type = NULL;
  let nullable = safe && (types[0] as Typed).nullable;
  const given = types.map((typed) => typed.type);
  for (const { overload, reads } of candidates) {
    const own = typeof overload.returns === "function" ? overload.returns(given) : overload.returns;
    type = join(type, own);
    nullable ||= reads.some((path, index) => path.typed.nullable && !overload.context?.[index]?.receivesNull);
    nullable ||=
      mayGiveNull(overload, given) ||
      (overload.absences ?? []).length > 0 ||
      types.some((typed, index) => typed.nullable && !paramOf(overload, index).receivesNull);
  }
  return { type, nullable };
}

function countWords(count: number, noun: string): string {
  return `${count === 0 ? "no" : count} ${noun}${count === 1 ? "" : "s"}`;
}

function reportArity(state: CheckState, node: CallNode, call: Call): Typed {
  const shift = call.form === "method" ? 1 : 0;
  const overloads = call.rows.flatMap((row) => row.overloads);
  const [first] = overloads as [Overload, ...Overload[]];
  const signature = signatureOf(call.display, { ...first, params: first.params.slice(shift) }, printType);
  const given = call.args.length - shift;
  const unpaired = first.rest && (first.restStep ?? 1) > 1 && call.args.length > first.params.length;
  if (unpaired) return report(state, "check/unpaired-key", (node.args.at(-1) as Node).span, { function: call.display, signature });
  const counts = [...new Set(overloads.map((overload) => overload.params.length - shift + (overload.restAtLeast ?? 0)))].sort(
    (a, b) => a - b,
  );
  const words = counts.map((count) => String(count)).join(" or ");
  const last = counts.at(-1) as number;
  const wanted = counts.length === 1 ? `${first.rest ? "at least " : ""}${countWords(last, "argument")}` : `${words} arguments`;
  const actual = `${given === 0 ? "none are" : given === 1 ? "one is" : `${given} are`} given`;
  return report(state, "check/arity", node.nameSpan, { function: call.display, wanted, actual, signature });
}

function reportArgument(state: CheckState, node: CallNode, call: Call, candidate: Candidate, types: readonly Typed[]): Typed {
  const { overload } = candidate;
  const index = types.findIndex((typed, at) => !mayStandFor(typed.type, paramOf(overload, at).type, call.form));
  const param = paramOf(overload, index);
  const arg = call.args[index] as Arg;
  const span = arg === "element" ? node.nameSpan : arg.span;
  const shift = call.form === "method" ? 1 : 0;
  const signature = signatureOf(call.display, { ...overload, params: overload.params.slice(shift) }, printType);
  const wanted = printType(param.type);
  return report(state, "check/argument-type", span, {
    function: call.display,
    parameter: param.name,
    wanted,
    actual: printType((types[index] as Typed).type),
    signature,
  });
}

/** `signature`: the parameters of the call that the cursor is in, and which one it is at. */

import type { Environment } from "../context/environment.js";
import { requireEnvironment } from "../context/given.js";
import { withinStack } from "../diagnostics/stack.js";
import { type FunctionRow, type Overload, signatureOf } from "../library/define.js";
import { takes } from "../library/invoke.js";
import type { CallNode } from "../syntax/ast.js";
import { tokenize } from "../syntax/tokenize.js";
import { printType } from "../types/print.js";
import { callAround } from "./calls.js";
import { analyse, offsetOf } from "./cursor.js";
import { rowsOfCall } from "./wanted.js";

/** One parameter of a signature. */
export interface SignatureParameter {
  readonly name: string;
  readonly type: string;
  /** It may be repeated. */
  readonly repeats: boolean;
}

/** One way to call a function. */
export interface SignatureEntry {
  readonly label: string;
  readonly parameters: readonly SignatureParameter[];
}

/** Signature help. */
export interface Signature {
  /** Every way to call it, the one that fits what is written first. */
  readonly signatures: readonly SignatureEntry[];
  /** The parameter that the cursor is at, in the first signature; -1 where there is no such parameter. */
  readonly active: number;
  readonly doc: string;
}

/**
 * The signature of the call around the cursor.
 *
 * @returns undefined where the cursor is in no call, or in one of an unknown function
 * @example signature("String.len(", 11, env)?.signatures[0]?.label // "String.len(input: text)"
 */
export function signature(text: string, offset: number, env: Environment): Signature | undefined {
  requireEnvironment(env);
  return withinStack(() => signatureAt(text, offsetOf(offset), env));
}

function signatureAt(text: string, offset: number, env: Environment): Signature | undefined {
  const open = callAround(tokenize(text), offset);
  if (!open) return undefined;
  const analysis = analyse(text, env);
  const call = analysis.facts.nodes.find(
    (node): node is CallNode => node.kind === "Call" && node.nameSpan.start === open.nameStart,
  );
  if (!call) return undefined;
  const { rows, shift } = rowsOfCall(analysis, call, env);
  const [first] = rows;
  if (!first) return undefined;
  const given = Math.max(call.args.length, open.argument + 1) + shift;
  const ways = rows.flatMap((row) => row.overloads.map((overload) => ({ row, overload })));
  ways.sort((a, b) => Number(takes(b.overload, given)) - Number(takes(a.overload, given)));
  const [best] = ways;
  const last = best ? best.overload.params.length - shift + (best.overload.rest ? 1 : 0) - 1 : -1;
  const active = open.argument <= last ? open.argument : best?.overload.rest ? last : -1;
  return { signatures: ways.map(({ row, overload }) => entryOf(row, overload, call.name, shift)), active, doc: first.doc };
}

function entryOf(row: FunctionRow, overload: Overload, written: string, shift: number): SignatureEntry {
  const params = overload.params.slice(shift);
  const parameters = [
    ...params.map((param) => ({ name: param.name, type: printType(param.type), repeats: false })),
    ...(overload.rest ? [{ name: overload.rest.name, type: printType(overload.rest.type), repeats: true }] : []),
  ];
  return { label: signatureOf(shift === 0 ? (row.name ?? written) : written, { ...overload, params }, printType), parameters };
}

/** One proposal of a completion, and the order in which proposals are shown. */
import { printTyped } from "../types/print.js";
import { fits } from "../types/relate.js";
import type { Type, Typed } from "../types/type.js";

/** What a proposal is. */
export type OptionKind = "root" | "attribute" | "function" | "method" | "family" | "value" | "keyword" | "operator" | "key";

/** One proposal. */
export interface CompletionOption {
  /** What is shown. */
  readonly label: string;
  readonly kind: OptionKind;
  /** What is written; the label where absent. */
  readonly insert?: string;
  readonly type?: string;
  /** In a few words: a title, a signature, where it is missing. */
  readonly detail?: string;
  /** A sentence or two. */
  readonly info?: string;
}

/** A proposal with what orders it. */
export interface Ranked {
  readonly option: CompletionOption;
  /** The type it gives; undefined where that is not known or does not matter. */
  readonly gives?: Type | undefined;
  /** Smaller comes first among those that fit equally well. */
  readonly group: number;
  /** Its place among those of its group while nothing is typed; by name where absent. */
  readonly place?: number;
}

/** A proposal for something of a known type. */
export function typedOption(label: string, kind: OptionKind, typed: Typed, more: Partial<CompletionOption>, group: number): Ranked {
  return { option: { label, kind, type: printTyped(typed), ...more }, gives: typed.type, group };
}

/** How well a proposal's type fits: 0 exactly, 1 perhaps or after a step further, 2 not. */
function misfit(gives: Type | undefined, wanted: Type | undefined): number {
  if (!wanted || !gives) return 1;
  if (gives.kind === "unknown") return 1;
  // A record is a step on the way to its attributes.
  if (gives.kind === "map") return 0;
  return fits(gives, wanted) ? 0 : 2;
}

/** How well a label matches what is typed: -1 it is that, 0 begins with it, 1 begins with it but for letter case, 2 a part begins with it, 3 holds it; undefined not at all. */
function match(label: string, typed: string): number | undefined {
  if (typed !== "" && label === typed) return -1;
  if (typed === "" || label.startsWith(typed)) return 0;
  const [low, wanted] = [label.toLowerCase(), typed.toLowerCase()];
  if (low.startsWith(wanted)) return 1;
  if (new Set(low.split(/[._\s]/)).size > 1 && low.split(/[._\s]/).some((part) => part.startsWith(wanted))) return 2;
  // One letter is in almost every name.
  return typed.length > 1 && low.includes(wanted) ? 3 : undefined;
}

/** The proposals that match what is typed, best first: by fit of type, then closeness of the word, then group, then name. */
export function rank(options: readonly Ranked[], typed: string, wanted: Type | undefined): CompletionOption[] {
  const scored = options.flatMap(({ option, gives, group, place }) => {
    const closeness = match(option.label, typed);
    // Where something is typed the shorter root is the nearer one: `app` before `appuser`.
    const nearness = place === undefined ? 0 : typed === "" ? place : option.label.length;
    return closeness === undefined ? [] : [{ option, closeness, fit: misfit(gives, wanted), group, nearness }];
  });
  scored.sort(
    (a, b) =>
      Math.min(a.closeness, 1) - Math.min(b.closeness, 1) ||
      a.fit - b.fit ||
      a.closeness - b.closeness ||
      a.group - b.group ||
      a.nearness - b.nearness ||
      (a.option.label < b.option.label ? -1 : a.option.label > b.option.label ? 1 : 0),
  );
  // Where the receiver is unknown, methods of several kinds share a name.
  const once = new Map(
    scored.map(({ option }) => [`${option.kind} ${option.label}`, option]).reverse() as [string, CompletionOption][],
  );
  return scored.map(({ option }) => option).filter((option) => once.get(`${option.kind} ${option.label}`) === option);
}

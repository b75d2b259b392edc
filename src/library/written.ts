/** An argument as it is written: what the checker shows to a row that can find a mistake before there is data. */
import type { Span } from "../base/span.js";
import type { Code } from "../diagnostics/codes.js";
import type { Value } from "../values/value.js";

/** What is known of a part of an expression from the way it is written. */
export interface Written {
  readonly span: Span;
  /** Its value, where no data is needed to tell; `undefined` where it is. */
  readonly value?: Value | undefined;
  /** What the row's code receives for it, where its parameter makes something ready of a text. */
  readonly made?: unknown;
  /** The parts of a list written out. */
  readonly items?: readonly Written[];
  /** The parts of a map written out, by key. */
  readonly entries?: ReadonlyMap<string, WrittenEntry>;
}

/** One entry of a map written out. */
export interface WrittenEntry {
  readonly key: Span;
  readonly value: Written;
}

/** What a row may know besides the argument. */
export interface WrittenAround {
  /** What each grant of the environment allows. */
  readonly grants: readonly { readonly manyGroups?: boolean }[];
}

/** A mistake in an argument as it is written. */
export interface WrittenProblem {
  readonly code: Code;
  readonly span: Span;
  readonly data: Readonly<Record<string, string | number>>;
  /** Texts that may have been meant by the text literal at the span. */
  readonly suggestions?: readonly string[];
}

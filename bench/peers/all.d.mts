/** The shape of a peer, for the typed part of the bench. */
import type { ContextData } from "../workload.js";

/** A library that the bench compares with. */
export interface Peer {
  readonly name: string;
  /** It makes code from strings, which a content security policy forbids. */
  readonly generatesCode?: true;
  readonly async?: true;
  /** Built on chevrotain, as this library is. */
  readonly chevrotain?: true;
  /** Each claim in its own syntax. */
  readonly texts: readonly string[];
  /** Where it cannot say a claim faithfully. */
  readonly notes: string;
  /** From text to something that evaluates; checked too, where the library checks. */
  readonly compile: (text: string) => (context: ContextData) => unknown;
  /** Parsing alone, where it can be had. */
  readonly parse?: (text: string) => unknown;
  /** What it wants of a context before it is measured. */
  readonly prepare?: (context: ContextData) => ContextData;
  /** A result as plain data, for the comparison of answers alone. */
  readonly plain?: (result: unknown) => unknown;
  /** The smallest surface that compiles and evaluates, as an ES module. */
  readonly surface: string;
}

export declare const peers: readonly Peer[];

/** One pass over a checked tree for one grant: what is carried along. */
import type { Grant } from "../context/grants.js";
import type { Node } from "../syntax/ast.js";
import type { Narrowing } from "./assume.js";
import type { InnerTree } from "./facts.js";
import type { Flow } from "./flow.js";
import type { Purse } from "./purse.js";
import type { CheckState } from "./state.js";

/** A pass; children come before parents, so a node's parts are always there. */
export interface Pass {
  readonly state: CheckState;
  readonly grant: Grant;
  /** What conditions prove, the same on every grant. */
  readonly narrowing: Narrowing;
  /** By node id. */
  readonly flows: Flow[];
  /** Pays for results on known values. Nodes that ask the same of a grant share one, so what they come to hangs on no other grant. */
  purse: Purse;
  /** The passes over expressions inside this one. */
  inner: Map<InnerTree, Pass> | undefined;
  /** What a planned call may come to, for operators that are planned like one. */
  readonly callFlow: (pass: Pass, node: Node) => Flow;
  /** A pass on the same grant over an expression inside this one, done. */
  readonly inside: (pass: Pass, tree: InnerTree) => Pass;
}

/** The outcome of a part that was looked at before. */
export function at(pass: Pass, node: Node): Flow {
  return pass.flows[node.id] as Flow;
}

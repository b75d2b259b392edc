/** One pass over a checked tree for one grant: what is carried along. */
import type { Grant } from "../context/grants.js";
import type { Node } from "../syntax/ast.js";
import type { Flow } from "./flow.js";
import type { CheckState } from "./state.js";

/** A pass; children come before parents, so a node's parts are always there. */
export interface Pass {
  readonly state: CheckState;
  readonly grant: Grant;
  /** By node id. */
  readonly flows: Flow[];
  /** In the worst case the calls outside of brackets take more than the budget. */
  readonly tight: boolean;
  /** What a node may come to: for the nodes of an expression inside this one. */
  readonly flowOf: (pass: Pass, node: Node) => Flow;
}

/** The outcome of a part that was looked at before. */
export function at(pass: Pass, node: Node): Flow {
  return pass.flows[node.id] as Flow;
}

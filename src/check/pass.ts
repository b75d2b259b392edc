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
}

/** The outcome of a part that was looked at before. */
export function at(pass: Pass, node: Node): Flow {
  return pass.flows[node.id] as Flow;
}

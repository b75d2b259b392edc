/** The paths of the data that an expression reads, with what the schemas say of each: what the lints of data look at. */
import type { ReadPath } from "../../context/paths.js";
import type { Node } from "../../syntax/ast.js";
import type { Attribute } from "../../types/type.js";
import { goesOn } from "../reads.js";
import type { Look, Sight } from "./look.js";

/** A read path, at the node that reads it. */
export interface Read {
  readonly node: Node;
  readonly path: ReadPath;
  readonly attribute: Attribute;
  readonly seen: readonly Sight[];
}

/** The paths that are read where something can be there. */
export function readsOf(look: Look): readonly Read[] {
  const { facts } = look.state;
  return facts.nodes.flatMap((node) => {
    const path = facts.paths[node.id];
    const attribute = path?.types.at(-1);
    if (!path || !attribute || goesOn(facts, node)) return [];
    const seen = look.seen(node).filter(({ flow }) => flow.canValue);
    return seen.length > 0 ? [{ node, path, attribute, seen }] : [];
  });
}

/** The paths of the data that an expression reads, with what the schemas say of each: what the lints of data look at. */
import type { ReadPath } from "../../context/paths.js";
import type { Node } from "../../syntax/ast.js";
import type { Attribute } from "../../types/type.js";
import { goesOn } from "../reads.js";
import { isSeen, type Look } from "./look.js";

/** A read path, at the node that reads it. */
export interface Read {
  readonly node: Node;
  readonly path: ReadPath;
  readonly attribute: Attribute;
}

/** The paths of which a schema says something that matters, read where something can be there. */
export function readsOf(look: Look, speaks: (path: ReadPath, attribute: Attribute) => boolean): readonly Read[] {
  const { facts } = look.state;
  const reads: Read[] = [];
  for (const node of facts.nodes) {
    const path = facts.paths[node.id];
    const attribute = path?.types.at(-1);
    if (!path || !attribute || !speaks(path, attribute) || goesOn(facts, node)) continue;
    if (isSeen(look, node, ({ canValue }) => canValue)) reads.push({ node, path, attribute });
  }
  return reads;
}

/** Keys of the map that a function wants as an argument, such as the criteria of `user.getGroups`. */
import type { Environment } from "../context/environment.js";
import type { CallNode, MapNode } from "../syntax/ast.js";
import type { Cursor } from "./cursor.js";
import { MARK } from "./cursor.js";
import type { Ranked } from "./option.js";
import { rowsOfCall } from "./wanted.js";

/** The map whose key the cursor is, or is about to be. */
function mapAtCursor(cursor: Cursor): MapNode | undefined {
  const { facts } = cursor.marked;
  const written = facts.nodes.find(
    (node): node is MapNode => node.kind === "Map" && node.entries.some((entry) => entry.key === MARK),
  );
  if (written) return written;
  // `{ mark }` is read as a list of one until a colon is typed.
  const { node } = cursor;
  const parent = node && facts.nodes[facts.parent[node.id] as number];
  if (parent?.kind === "List" && parent.items.length === 1) return { kind: "Map", id: parent.id, span: parent.span, entries: [] };
  return undefined;
}

/** The keys that a function's map may have and does not have yet. */
export function criteriaKeys(cursor: Cursor, env: Environment): Ranked[] {
  const map = mapAtCursor(cursor);
  if (!map) return [];
  const { facts } = cursor.marked;
  const call = facts.nodes[facts.parent[map.id] as number];
  if (call?.kind !== "Call") return [];
  const there = new Set(map.entries.map((entry) => entry.key));
  return [...new Set(keysWanted(cursor, call, env))]
    .filter((key) => !there.has(key))
    .map((key) => ({ option: { label: key, kind: "key", insert: `"${key}": ` }, group: 0 }));
}

function keysWanted(cursor: Cursor, call: CallNode, env: Environment): string[] {
  return rowsOfCall(cursor.marked, call, env).rows.flatMap((row) =>
    row.overloads.flatMap((entry) => [...entry.params, ...(entry.rest ? [entry.rest] : [])].flatMap((param) => param.keys ?? [])),
  );
}

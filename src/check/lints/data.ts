/** What the schemas say of the data that goes into a token: whether it is verified, personal, or chosen by the client. */
import type { ReadPath } from "../../context/paths.js";
import type { Node } from "../../syntax/ast.js";
import { eachChild } from "../../syntax/walk.js";
import type { Attribute } from "../../types/type.js";
import { goesOn } from "../reads.js";
import { type Look, listed, type Sight, shown, tell } from "./look.js";

/** A read path, at the node that reads it. */
interface Read {
  readonly node: Node;
  readonly path: ReadPath;
  readonly attribute: Attribute;
  readonly seen: readonly Sight[];
}

/** The paths that are read where something can be there. */
function readsOf(look: Look): readonly Read[] {
  const { facts } = look.state;
  return facts.nodes.flatMap((node) => {
    const path = facts.paths[node.id];
    const attribute = path?.types.at(-1);
    if (!path || !attribute || goesOn(facts, node)) return [];
    const seen = look.seen(node).filter(({ flow }) => flow.canValue);
    return seen.length > 0 ? [{ node, path, attribute, seen }] : [];
  });
}

/** Attributes that are worth what was proved of them, and the attributes that say so (OpenID Connect Core 5.1). */
const PROOFS: ReadonlyMap<string, readonly string[]> = new Map([
  ["email", ["email_verified", "emailVerified"]],
  ["phone_number", ["phone_number_verified", "phoneNumberVerified"]],
]);

/** `email` without `email_verified`, where the schema has both. */
export function unverified(look: Look): void {
  const reads = readsOf(look);
  for (const { node, path } of reads) {
    const name = path.keys.at(-1) ?? "";
    const holder = path.types.at(-2)?.type ?? path.root.type;
    const proof = PROOFS.get(name)?.find((each) => holder.kind === "map" && holder.attributes.has(each));
    if (proof === undefined) continue;
    const asked = reads.some(
      (other) => other.path.root === path.root && other.path.keys.at(-1) === proof && other.path.keys.length === path.keys.length,
    );
    if (!asked) tell(look, node, "lint/unverified", { path: shown(look, node), proof });
  }
}

/** A personal attribute whose value goes into access tokens, which every API and many a log sees. */
export function personalData(look: Look): void {
  const results = new Set(valuesOf(look));
  for (const { node, attribute, seen } of readsOf(look)) {
    if (attribute.sensitivity === undefined || !results.has(node)) continue;
    const grants = seen
      .filter(({ pass }) => pass.grant.tokens.length === 1 && pass.grant.tokens[0] === "access_token")
      .flatMap((sight) => sight.grants);
    if (grants.length > 0)
      tell(look, node, "lint/personal-data", {
        path: shown(look, node),
        sensitivity: attribute.sensitivity,
        grants: listed(grants),
      });
  }
}

/** The nodes whose values go into the claim, whole or in part; conditions only choose, and tests tell only yes or no. */
function valuesOf(look: Look): readonly Node[] {
  const found: Node[] = [];
  const waiting: Node[] = [look.root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    found.push(node);
    const { kind } = look.state.facts.typed[node.id]?.type ?? { kind: "unknown" };
    if (kind === "boolean" && node.kind !== "Conditional" && node.kind !== "Elvis") continue;
    eachChild(node, (child) => {
      if (!onlyChooses(node as Node, child)) waiting.push(child);
    });
  }
  return found;
}

function onlyChooses(node: Node, child: Node): boolean {
  if (node.kind === "Conditional") return child === node.condition;
  if (node.kind === "Selection") return child === node.test;
  return node.kind === "Index" && child === node.index;
}

/** An attribute that the client, or the user, can set: whoever reads the token must not take it for the issuer's word. */
export function controlledByClient(look: Look): void {
  for (const { node, path, attribute } of readsOf(look)) {
    const controller =
      attribute.controlledBy ?? path.types.map((typed) => (typed as Attribute).controlledBy).find((each) => each !== undefined);
    if (controller !== undefined) tell(look, node, "lint/controlled", { path: shown(look, node), controller });
  }
}

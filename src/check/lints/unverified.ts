/** An address that nobody says is verified. */
import { readsOf } from "./data-reads.js";
import { type Look, shown, tell } from "./look.js";

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

/** An address that nobody says is verified. */
import type { ReadPath } from "../../context/paths.js";
import { joinPath } from "../../values/path.js";
import { readsOf } from "./data-reads.js";
import { type Look, shown, tell } from "./look.js";

/** Attributes that are worth what was proved of them, and the attributes that say so (OpenID Connect Core 5.1). */
const PROOFS: ReadonlyMap<string, readonly string[]> = new Map([
  ["email", ["email_verified", "emailVerified"]],
  ["phone_number", ["phone_number_verified", "phoneNumberVerified"]],
]);

const NAMES = new Set([...PROOFS].flatMap(([name, proofs]) => [name, ...proofs]));

/** `email` without `email_verified`, where the schema has both. */
export function unverified(look: Look): void {
  const reads = readsOf(look, ({ keys }) => NAMES.has(lastOf(keys)));
  const asked = new Set(reads.map(({ path }) => path.text));
  for (const { node, path } of reads) {
    const holder = path.types.at(-2)?.type ?? path.root.type;
    const proof = PROOFS.get(lastOf(path.keys))?.find((each) => holder.kind === "map" && holder.attributes.has(each));
    if (proof === undefined || asked.has(joinPath((path.before as ReadPath).text, proof))) continue;
    tell(look, node, "lint/unverified", { path: shown(look, node), proof });
  }
}

/** The last name of a path that is read below its root. */
function lastOf(keys: readonly string[]): string {
  return keys.at(-1) as string;
}

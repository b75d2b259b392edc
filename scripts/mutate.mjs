/** Mutation testing of what guards everything else: `npm run verify:mutation [-- FILE…] [--evidence]`. How it works: scripts/mutation. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleFor } from "./bundle.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, "node_modules", ".cache", "claims-el");
const { run } = await import(await bundleFor(folder, "mutation", join(root, "scripts/mutation/main.ts")));
process.exitCode = await run(root, (name, entry, plugins) => bundleFor(folder, name, join(root, entry), plugins));

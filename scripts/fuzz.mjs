/** Fuzzes: `npm run fuzz -- --seconds 60 [--target parse] [--part 1/3] [--seed 1] [--save]`. Builds the sources with counters, then runs the loop. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleFor } from "./bundle.mjs";
import { counting } from "./fuzz/instrument.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const counters = counting(join(root, "src"));
const folder = join(root, "node_modules", ".cache", "claims-el");
const bundled = await bundleFor(folder, "fuzz", join(root, "scripts/fuzz/main.ts"), [counters.plugin]);
globalThis.__reached = new Uint32Array(counters.count());
await import(bundled);

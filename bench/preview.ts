/** How long the preview of a large document takes: 200 claims, 50 clients, every grant and token. `npm run bench:preview` fails beyond two seconds. */
import { defineClaims } from "../src/claims/index.js";
import { allFunctions } from "../src/library/all.js";

const CLAIMS = 200;
const CLIENTS = 50;
const MOST_MS = 2_000;

/** The kinds of claims that documents have: properties of the client, choices, users, scopes, groups, defaults. */
const kinds: readonly ((index: number) => object)[] = [
  (index) => ({ value: `app.p${index % 20}` }),
  (index) => ({ value: `user.a${index % 20}`, whenNoUser: { default: "service" } }),
  (index) => ({ value: `app.p${index % 20} == "v1" ? "one" : String.toUpperCase(app.p${(index + 1) % 20} ?: "none")` }),
  () => ({ value: "access.scope", tokens: ["access_token", "id_token"] }),
  (index) => ({ value: `(appuser != null) ? appuser.r${index % 10} : app.clientId` }),
  () => ({ groups: { startsWith: "app_" }, scopes: ["groups"] }),
  (index) => ({ value: `String.substringBefore(app.p${index % 20}, "-") + "/" + app.clientId`, whenEmpty: "omit" }),
  (index) => ({ value: `{app.p${index % 20}, app.p${(index + 3) % 20}}`, tokens: ["id_token", "userinfo"] }),
];

const claims = Array.from({ length: CLAIMS }, (_, index) => ({
  name: `c${index}`,
  ...(kinds[index % kinds.length] as (typeof kinds)[number])(index),
}));
const clients = Array.from({ length: CLIENTS }, (_, index) => ({
  clientId: `app${index}`,
  profile: Object.fromEntries(Array.from({ length: 15 }, (_, key) => [`p${key}`, `v${(key + index) % 7}-x`])),
}));

const started = performance.now();
const set = defineClaims({ clients, claims }, { functions: allFunctions });
const defined = performance.now();
// The first preview is what a command does: nothing is warm.
const { tokens } = set.preview();
const cold = performance.now() - defined;
const again = performance.now();
set.preview();
const warm = performance.now() - again;

const round = (ms: number): string => `${Math.round(ms)} ms`;
console.log(`${CLAIMS} claims, ${CLIENTS} clients, ${tokens.length} tokens, ${tokens.length * CLAIMS} claims of tokens`);
console.log(`define ${round(defined - started)}, preview ${round(cold)}, again ${round(warm)}; at most ${round(MOST_MS)}`);
if (defined - started + cold > MOST_MS) process.exitCode = 1;

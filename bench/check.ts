/** What checking costs an administrator's page: an Okta user schema of 31 and 50 attributes is read, claims are checked on one grant and on all seven. `npm run bench:check` fails beyond 20 ms, or beyond three times one grant. */
import { check, defineEnvironment, GRANTS } from "../src/index.js";
import { allFunctions } from "../src/library/all.js";
import { okta } from "../src/schemas/index.js";
import { appUserDocument, userDocument } from "../test/schemas/okta-documents.js";
import { median } from "./measure.js";

const MOST_MS = 20;
const MOST_RATIO = 3;
const ROUNDS = 60;

const claims = [
  "user.email",
  "app.system_home",
  'isMemberOfGroupName("Admins") ? "admin" : "user"',
  'appuser.role ?: (user.department == "IT" ? "it" : "staff")',
  'String.substringBefore(user.email, "@") + "-" + String.toLowerCase(user.lastName ?: "none")',
  'user.countryCode != null && user.countryCode == "DE" ? {"de", user.city} : {"other"}',
  'Groups.startsWith("OKTA", "app_", 50)',
];

function timed(run: () => void): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}

const first = timed(() => okta(userDocument()));
const load = median(Array.from({ length: ROUNDS }, () => timed(() => okta(userDocument()))));

const settings = { user: okta(userDocument()), appuser: okta(appUserDocument()), functions: allFunctions };
const seven = defineEnvironment(settings);
const one = defineEnvironment({ ...settings, grants: { authorization_code: GRANTS.authorization_code } });

let failed = load > MOST_MS;
const ms = (time: number) => `${time.toFixed(3)} ms`;
console.log(`schema of 31 and 50 attributes: ${ms(first)} the first time, ${ms(load)} in the median; at most ${MOST_MS} ms`);
for (const claim of claims) {
  const times: { one: number[]; seven: number[] } = { one: [], seven: [] };
  // Interleaved, so that a busy machine slows both alike; the first rounds warm up.
  for (let round = 0; round < 2 * ROUNDS; round++) {
    const [a, b] = [timed(() => check(claim, one)), timed(() => check(claim, seven))];
    if (round < ROUNDS) continue;
    times.one.push(a);
    times.seven.push(b);
  }
  const ratio = median(times.seven) / median(times.one);
  failed ||= ratio > MOST_RATIO;
  console.log(`${ratio.toFixed(2)} × one grant (${ms(median(times.one))} → ${ms(median(times.seven))})  ${claim}`);
}
if (failed) process.exitCode = 1;

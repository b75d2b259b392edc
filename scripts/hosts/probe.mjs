/** Asks the built package for a bit of everything and prints the answers, which must be the same on every host: `probe.mjs < entries`. */
import { readFileSync } from "node:fs";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

/** Names that are properties of `Object.prototype`: assigning them where it is frozen throws. */
const INHERITED = ["toString", "constructor", "hasOwnProperty", "valueOf"];

const document = {
  schemas: {
    app: { system_home: "text?", ...Object.fromEntries(INHERITED.map((name) => [name, "text?"])), tags: "list<text>" },
    user: { email: "text", level: "integer?", salary: { type: "integer", nullable: true, sensitivity: "personal" } },
    appuser: { role: "text?" },
  },
  clients: [
    {
      clientId: "app1",
      grants: ["client_credentials"],
      profile: { system_home: "HDQ", toString: "own", tags: ["İ", "ß", "ı", "I"] },
    },
    { clientId: "app2", grants: ["authorization_code", "client_credentials"], profile: { tags: [] } },
  ],
  claims: [
    { name: "system_home", value: "app.system_home" },
    ...INHERITED.map((name) => ({ name: `own_${name}`, value: `app["${name}"]` })),
    { name: "a.b", value: "user.email", whenNoUser: { default: "nobody" } },
    { name: "lower", value: "app.tags.![toLowerCase()]" },
    { name: "upper", value: "app.tags.![toUpperCase()]", whenEmpty: "omit" },
    { name: "order", value: "Arrays.toCsvString({1.5, 1e20, -0.1, 1e-7}) + ('ä' > 'z') + ('I'.toLowerCase() == 'i')" },
    { name: "when", value: "user.created.toZone('Europe/Berlin').toString('EEEE d MMMM yyyy HH:mm z')", whenNoUser: "omit" },
    { name: "day", value: "Time.fromIso8601ToString('2026-03-29T01:30:00Z', 'yyyy-MM-dd HH:mm EEE MMM')" },
    { name: "country", value: "Iso3166Convert.toName('DE') + Iso3166Convert.toAlpha3('TR')" },
    { name: "sure", value: "'aaaa!' matches '(a|a)*b'" },
    { name: "fails", value: "1 / user.level", whenError: "omit" },
  ],
};

const user = { id: "00u1", created: "2026-10-25T00:30:00Z", profile: { email: "ann@example.com", level: 0, salary: 7 } };

/** What each entry exports, and what a claim set, an editor, an importer and SQL say. */
async function answers(entries) {
  const loaded = Object.fromEntries(
    await Promise.all(entries.map(async ({ path, output }) => [path, await import(`../../dist/${output}.js`)])),
  );
  const { allFunctions } = loaded["./functions/all"];
  const { check, compile, defineEnvironment, format, parse, renderDiagnostic } = loaded["."];
  const env = defineEnvironment({ ...document.schemas, functions: allFunctions });
  const { set, diagnostics } = loaded["./claims"].readClaims(document, { functions: allFunctions });
  const ask = (request) => set?.issue(request);
  const mistake = "app.system_hom == 1 and user.emial.substringBefor('@')";
  return {
    exports: Object.fromEntries(Object.entries(loaded).map(([path, module]) => [path, Object.keys(module).sort()])),
    diagnostics,
    machine: ask({ grant: "client_credentials", token: "access_token", client: "app1" }),
    person: ask({ grant: "authorization_code", token: "access_token", client: "app2", context: { user, now: 0 } }),
    preview: set?.preview(),
    edges: set && [...set.edgeContexts("authorization_code")].length,
    explained: set?.explain({ grant: "authorization_code", token: "access_token", client: "app2", context: { user } }, "a.b"),
    contract: set?.contract({ grant: "authorization_code", token: "access_token", client: "app2" }),
    mistaken: check(mistake, env).diagnostics.map((entry) => renderDiagnostic(mistake, entry)),
    parsed: parse("a ? b : {c: 1e3, 'd e': -2147483648}.?[#this]").ast,
    formatted: format("NOT  (a  AND b)||c.![ {x , y} ]"),
    program: compile("{constructor: app['constructor'], toString: app['toString']}", env).explain({
      app: { profile: { toString: "x" } },
    }),
    completions: loaded["./editor"].complete("user.", 5, env),
    hover: loaded["./editor"].hover("user.email", 6, env),
    sql: loaded["./sql"].compileSql?.name,
  };
}

if (!isMainThread) answers(workerData).then((answer) => parentPort.postMessage(JSON.stringify(answer)));
else {
  const entries = JSON.parse(readFileSync(0, "utf8"));
  if (process.argv[2] !== "worker") process.stdout.write(`${JSON.stringify(await answers(entries))}\n`);
  else {
    const limits = { workerData: entries, resourceLimits: { stackSizeMb: 1 } };
    new Worker(new URL(import.meta.url), limits).on("message", (text) => process.stdout.write(`${text}\n`));
  }
}

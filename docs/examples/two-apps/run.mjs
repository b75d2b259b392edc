// Runs the story of the two applications with the built command, printing each command line before its output.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const cli = fileURLToPath(new URL("../../../dist/cli.js", import.meta.url));

const steps = [
  [
    "App1 asks for a token. No user anywhere.",
    ["eval", "app.system_home", "--context", "app1.json", "--schemas", "schemas.json"],
    0,
  ],
  ["App2, the same claim.", ["eval", "app.system_home", "--context", "app2.json", "--schemas", "schemas.json"], 0],
  ["Why is `appuser.role` not in the token?", ["eval", "appuser.role", "--context", "app1.json", "--schemas", "schemas.json"], 0],
  ["The same, before there is any token: one line for each grant.", ["check", "appuser.role", "--schemas", "schemas.json"], 0],
  [
    "The usual default for `sub` works on both kinds of token.",
    ["eval", "(appuser != null) ? appuser.userName : app.clientId", "--context", "app1.json", "--schemas", "schemas.json"],
    0,
  ],
  ["Both whole tokens from one document, with a reason for each claim that is left out.", ["preview", "claims.json"], 0],
  ["The document's own tests.", ["test", "claims.json"], 0],
  [
    "The mistake that started it: the property was declared for the app-user.",
    ["check", "app.system_home", "--schemas", "mistaken-schemas.json"],
    1,
  ],
];

if (!existsSync(cli)) {
  console.error("The command is not built yet: run `npm ci` first.");
  process.exit(2);
}
let failed = false;
for (const [title, args, expected] of steps) {
  console.log(`\n# ${title}`);
  console.log(`$ claims-el ${args.map((arg) => (/^[\w./-]+$/.test(arg) ? arg : `'${arg}'`)).join(" ")}`);
  // One pipe for both streams keeps what it prints in order.
  const run = spawnSync(process.execPath, [cli, ...args], { cwd: here, encoding: "utf8" });
  process.stdout.write(run.stdout + run.stderr);
  if (run.status !== expected) {
    failed = true;
    console.error(`(exit ${run.status}, where ${expected} was expected)`);
  }
}
process.exitCode = failed ? 1 : 0;

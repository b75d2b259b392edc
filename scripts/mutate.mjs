/**
 * Mutation testing of the files that guard everything else: `npm run verify:mutation [-- FILE…]`.
 * Each mutant is one small change; the tests of its file must fail on it. Survivors without a known reason are told, and fail the run.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** Each file with the tests that hold it. */
const SUBJECTS = {
  "src/base/limits.ts": ["test/base/limits.test.ts", "test/properties/limits.test.ts"],
  "src/base/own-parts.ts": ["test/base/own-parts.test.ts"],
  "src/values/own.ts": ["test/values/own.test.ts", "test/values/admit.test.ts"],
  "src/values/admit.ts": ["test/values/admit.test.ts", "test/properties/limits.test.ts"],
  "src/values/compare.ts": ["test/values/compare.test.ts"],
  "src/values/path.ts": ["test/values/path.test.ts"],
  "src/values/text.ts": ["test/values/text.test.ts"],
  "src/values/time.ts": ["test/values/time.test.ts"],
  "src/values/value.ts": ["test/values/value.test.ts"],
  "src/values/pattern.ts": ["test/values/pattern.test.ts"],
  "src/syntax/brackets.ts": ["test/syntax/brackets.test.ts"],
  "src/run/access.ts": ["test/hostile/hostile.test.ts", "test/run"],
  "src/run/nulls.ts": ["test/run", "test/properties/kleene.test.ts"],
  "src/library/looking.ts": ["test/library/looking.test.ts"],
  "src/claims/names.ts": ["test/claims/names.test.ts"],
};
const known = JSON.parse(readFileSync(join(root, "scripts/mutants.json"), "utf8"));

const SWAPS = new Map([
  ["===", "!=="],
  ["!==", "==="],
  ["<", "<="],
  ["<=", "<"],
  [">", ">="],
  [">=", ">"],
  ["+", "-"],
  ["-", "+"],
  ["*", "/"],
  ["&&", "||"],
  ["||", "&&"],
  ["??", "&&"],
]);

/** Every small change of a file: where, and what is put there. */
function mutantsOf(path) {
  const source = readFileSync(join(root, path), "utf8");
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.ES2022, true);
  const found = [];
  const put = (start, end, text) => found.push({ start, end, text });
  const visit = (node) => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isImportDeclaration(node))
      return;
    const [start, end] = [node.getStart(), node.getEnd()];
    if (ts.isBinaryExpression(node) && SWAPS.has(node.operatorToken.getText()))
      put(node.operatorToken.getStart(), node.operatorToken.getEnd(), SWAPS.get(node.operatorToken.getText()));
    if (ts.isIfStatement(node) || ts.isConditionalExpression(node)) {
      const condition = ts.isIfStatement(node) ? node.expression : node.condition;
      for (const value of ["true", "false"]) put(condition.getStart(), condition.getEnd(), value);
    }
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) put(start, start + 1, "");
    if (ts.isReturnStatement(node) && node.expression) put(node.expression.getStart(), node.expression.getEnd(), "undefined");
    if (ts.isNumericLiteral(node)) put(start, end, `(${node.getText()} + 1)`);
    if (ts.isStringLiteral(node) && !ts.isLiteralTypeNode(node.parent) && node.text !== "") put(start, end, '""');
    if (node.kind === ts.SyntaxKind.TrueKeyword) put(start, end, "false");
    if (node.kind === ts.SyntaxKind.FalseKeyword) put(start, end, "true");
    if (ts.isPostfixUnaryExpression(node)) put(end - 2, end, node.getText().endsWith("++") ? "--" : "++");
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found.map((mutant) => {
    const line = file.getLineAndCharacterOfPosition(mutant.start).line;
    const shown = source.split("\n")[line].trim();
    const name = `${shown} | ${source.slice(mutant.start, mutant.end)} → ${mutant.text}`;
    return { ...mutant, name, changed: source.slice(0, mutant.start) + mutant.text + source.slice(mutant.end) };
  });
}

/** A copy of the sources and tests in which files can be changed. */
function workshop() {
  const folder = mkdtempSync(join(tmpdir(), "mutants-"));
  for (const part of ["src", "test", "scripts", "package.json", "tsconfig.json", "vitest.config.ts", "docs", "grammar"])
    if (existsSync(join(root, part))) cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  mkdirSync(join(folder, ".cache"), { recursive: true });
  return folder;
}

/** Whether the tests fail. Those that never end have failed too. */
function isKilled(folder, tests) {
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const ran = spawnSync(process.execPath, [vitest, "run", "--project", "source", "--bail", "1", ...tests], {
    cwd: folder,
    stdio: "ignore",
    timeout: 120_000,
    env: { ...process.env, CI: "true" },
  });
  return ran.status !== 0;
}

const asked = process.argv.slice(2);
const subjects = Object.entries(SUBJECTS).filter(([path]) => asked.length === 0 || asked.some((part) => path.includes(part)));
const folder = workshop();
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
let [all, killed, explained] = [0, 0, 0];
for (const [path, tests] of subjects) {
  const original = readFileSync(join(root, path), "utf8");
  if (isKilled(folder, tests)) throw new Error(`the tests of ${path} fail without a mutant`);
  const survivors = [];
  const mutants = mutantsOf(path);
  for (const { name, changed } of mutants) {
    writeFileSync(join(folder, path), changed);
    if (!isKilled(folder, tests)) survivors.push(name);
  }
  writeFileSync(join(folder, path), original);
  const unexplained = survivors.filter((name) => !known[path]?.some((each) => each.mutant === name));
  all += mutants.length;
  killed += mutants.length - survivors.length;
  explained += survivors.length - unexplained.length;
  process.stdout.write(`${path}: ${mutants.length - survivors.length} of ${mutants.length} killed\n`);
  for (const name of unexplained) process.stdout.write(`  survives: ${name}\n`);
}
const score = ((100 * killed) / all).toFixed(1);
process.stdout.write(`${killed} of ${all} mutants killed, score ${score}; ${explained} survivors have a reason\n`);
process.exitCode = killed + explained === all || killed / all >= 0.95 ? 0 : 1;

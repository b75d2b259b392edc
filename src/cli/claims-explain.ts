/** `claims-el explain`: how a claim of a document, or an expression, comes to its value or to none. */
import { closestName } from "../base/closest.js";
import type { ClaimExplanation } from "../claims/explain.js";
import type { ClaimSet } from "../claims/set.js";
import type { TokenKind } from "../context/grants.js";
import type { Invocation } from "./arguments.js";
import { readClaimsFile } from "./claims-file.js";
import { openClaims } from "./claims-open.js";
import { type TokenOptions, tokenOptions } from "./claims-request.js";
import { jsonText, plainText, tableLines } from "./claims-words.js";
import { runEval } from "./eval.js";
import { EXIT, UsageError } from "./exit.js";
import { formatOf } from "./file-format.js";
import { treeText } from "./show.js";
import { type Output, painter, type Terminal } from "./terminal.js";

/** Runs the command: over a document when its name says so, over an expression otherwise. */
export async function runExplain(invocation: Invocation, terminal: Terminal): Promise<number> {
  const { options, positionals } = invocation;
  const [path, name, ...more] = positionals;
  if (path === undefined || formatOf(path) === undefined) return explainExpression(invocation, terminal);
  if (name === undefined || more.length > 0)
    throw new UsageError("one claim of the document is wanted", `Write claims-el explain ${path} CLAIM.`);
  const misplaced = ["file", "schemas", "kind", "dialect", "strict"].find((option) => options[option] !== undefined);
  if (misplaced) throw new UsageError(`\`--${misplaced}\` is not for a document`, "The document says it itself.");
  const set = await openClaims(await readClaimsFile(path, terminal), options, terminal);
  if (!set) return EXIT.failed;
  reviewName(name, set);
  const request = requestFor(set, name, await tokenOptions(options, set, terminal));
  const explanation = set.explain(request, name, { reveal: options.reveal === true });
  await terminal.stdout.write(
    options.json ? `${JSON.stringify(explanation)}\n` : `${storyText(explanation, request, terminal.stdout)}\n`,
  );
  return explanation.end === "error" ? EXIT.failed : EXIT.ok;
}

/** An expression is explained as `eval --explain` does it. */
function explainExpression({ options, positionals }: Invocation, terminal: Terminal): Promise<number> {
  const { client, token, scopes, ...rest } = options;
  const misplaced = Object.entries({ client, token, scopes }).find(([, value]) => value !== undefined);
  if (misplaced)
    throw new UsageError(`\`--${misplaced[0]}\` is for a claim of a document`, "Write claims-el explain claims.json CLAIM.");
  return runEval({ command: "eval", options: { ...rest, explain: true }, positionals }, terminal);
}

function reviewName(name: string, { document }: ClaimSet): void {
  const claim = document.claims.find((entry) => entry.name === name);
  if (claim && claim.status !== "inactive") return;
  if (claim) throw new UsageError(`the claim \`${name}\` is inactive`, "Take its `status` away to have it in tokens.");
  const known = document.claims.map((entry) => entry.name);
  const near = closestName(name, known);
  throw new UsageError(
    `there is no claim \`${name}\` in the document`,
    near ? `Did you mean \`${near}\`?` : `The claims are: ${known.slice(0, 12).join(", ")}.`,
  );
}

/** One token: what is not said is what there is only one of. */
export function requestFor(set: ClaimSet, name: string, { client, grant, token, scopes, context }: TokenOptions) {
  const allowed = set.document.clients?.find(({ clientId }) => clientId === client)?.grants ?? [...set.environment.grants.keys()];
  const chosen = grant ?? (allowed.length === 1 ? allowed[0] : undefined);
  if (chosen === undefined) throw new UsageError("no grant is given", `Write --grant with one of: ${allowed.join(", ")}.`);
  const given = set.environment.grants.get(chosen)?.tokens ?? [];
  const wanted = set.document.claims.filter((claim) => claim.name === name).flatMap((claim) => claim.tokens ?? ["access_token"]);
  const kind: TokenKind | undefined = token ?? given.find((each) => wanted.includes(each)) ?? given[0];
  if (kind === undefined || !given.includes(kind))
    throw new UsageError(`${chosen} gives no ${kind ?? "token"}`, `It gives: ${given.join(", ") || "nothing"}.`);
  return { grant: chosen, token: kind, context, ...(scopes ? { scopes } : {}), ...(client === undefined ? {} : { client }) };
}

/** The tree of the parts, and the sentence. */
function storyText(explanation: ClaimExplanation, request: ReturnType<typeof requestFor>, output: Output): string {
  const paint = painter(output);
  const about = [explanation.name, ...(request.client ? [request.client] : []), request.grant, request.token]
    .map(plainText)
    .join(" · ");
  const sentence = tableLines([[{ text: plainText(explanation.sentence) }]], output.width)
    .flat()
    .join("\n");
  const tree = explanation.nodes.length > 0 ? treeText(explanation.nodes, output) : plainText(explanation.source);
  const by = explanation.by ? `${explanation.by.policy} writes ${jsonText(explanation.value)}\n` : "";
  return `${paint("bold", about)}\n${tree}\n${by}${sentence}`;
}

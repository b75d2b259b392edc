/** `claims-el diff`: what changes in tokens between two documents. */
import type { ChangeKind, ClaimChange, ClaimsDiff, DiffContext } from "../claims/diff.js";
import { diffContexts, diffSteps } from "../claims/diff.js";
import type { ClaimSet } from "../claims/set.js";
import { describeHost } from "../values/own.js";
import { type Invocation, type Options, textOption } from "./arguments.js";
import { readClaimsFile, readDataFile, readMapFile } from "./claims-file.js";
import { openClaims } from "./claims-open.js";
import { withProgress } from "./claims-progress.js";
import { counted, cut, jsonText, plainText, tableLines } from "./claims-words.js";
import { EXIT, UsageError } from "./exit.js";
import { MASKED } from "./show.js";
import { type Output, painter, type Terminal } from "./terminal.js";

/** Runs the command. */
export async function runDiff({ options, positionals }: Invocation, terminal: Terminal): Promise<number> {
  const [old, next, ...more] = positionals;
  if (old === undefined || next === undefined || more.length > 0)
    throw new UsageError("two documents are wanted", "Write claims-el diff old.json new.json.");
  if (old === "-" && next === "-") throw new UsageError("both documents cannot come from standard input");
  if (options.context !== undefined && options.contexts !== undefined)
    throw new UsageError("`--context` and `--contexts` do not go together", "Give one of them.");
  const before = await openClaims(await readClaimsFile(old, terminal), options, terminal);
  const after = await openClaims(await readClaimsFile(next, terminal), options, terminal);
  if (!before || !after) return EXIT.failed;
  const contexts = await contextsFrom(before, after, options, terminal);
  const reveal = options.reveal === true;
  const diff = withProgress("Comparing", diffSteps(before, after, contexts, { reveal }), terminal.stderr);
  await terminal.stdout.write(options.json ? `${JSON.stringify(diff)}\n` : `${diffLines(diff, terminal.stdout).join("\n")}\n`);
  const isSame = diff.different === 0 && diff.unseen.added.length === 0 && diff.unseen.removed.length === 0;
  return isSame ? EXIT.ok : EXIT.failed;
}

async function contextsFrom(
  before: ClaimSet,
  after: ClaimSet,
  options: Options,
  terminal: Terminal,
): Promise<readonly DiffContext[]> {
  const path = textOption(options, "context");
  const many = textOption(options, "contexts");
  if (many !== undefined) return requestsIn(await readDataFile(many, "a list of requests", terminal), many, after);
  if (path === undefined) return diffContexts(before, after);
  const context = await readMapFile(path, "a context", terminal);
  // The made requests say which clients, grants and tokens there are; the data is the one given.
  const places = new Map(
    diffContexts(before, after).map(({ client, grant, token, scopes = [] }) => [
      JSON.stringify([client, grant, token]),
      { client, grant, token, scopes },
    ]),
  );
  return [...places.values()]
    .filter(({ grant }) => context.grant === undefined || context.grant === grant)
    .map(({ client, ...place }) => ({ title: path, ...place, context, ...(client === undefined ? {} : { client }) }));
}

/** Requests as they are given: each with a grant, for each of its tokens where none is named. */
function requestsIn(data: unknown, path: string, { environment }: ClaimSet): DiffContext[] {
  if (!Array.isArray(data))
    throw new UsageError(
      `${path} holds ${describeHost(data)}, but a list of requests is wanted`,
      'Each is {"grant": …, "context": …}, and if wanted "title", "client", "token" and "scopes".',
    );
  return data.flatMap((entry: unknown, index) => {
    const request = (typeof entry === "object" && entry !== null ? entry : {}) as Partial<DiffContext>;
    const title = typeof request.title === "string" ? request.title : `${path}, request ${index + 1}`;
    if (typeof request.grant !== "string" || !environment.grants.has(request.grant))
      throw new UsageError(
        `request ${index + 1} in ${path} has no grant that is known`,
        `The grants are: ${[...environment.grants.keys()].join(", ")}.`,
      );
    const tokens = request.token === undefined ? (environment.grants.get(request.grant)?.tokens ?? []) : [request.token];
    return tokens.map((token) => ({ ...request, title, grant: request.grant as string, token }));
  });
}

const KINDS: readonly ChangeKind[] = ["removed", "retyped", "changed", "added"];

function diffLines(diff: ClaimsDiff, output: Output): string[] {
  const paint = painter(output);
  const lines = KINDS.flatMap((kind) => {
    const changes = diff[kind];
    if (changes.length === 0) return [];
    return [paint("bold", `${kind}`), ...changes.flatMap((change) => changeLines(change, output)), ""];
  });
  const refused = diff.refused > 0 ? [paint("error", `${counted(diff.refused, "token")} would now be refused.`)] : [];
  const unrefused = diff.unrefused > 0 ? [`${counted(diff.unrefused, "token")} would no longer be refused.`] : [];
  const unseen = [
    ...diff.unseen.removed.map((name) => `${plainText(name)} is gone; no compared token held it.`),
    ...diff.unseen.added.map((name) => `${plainText(name)} is new; no compared token holds it.`),
  ];
  return [
    ...lines,
    ...refused,
    ...unrefused,
    ...unseen,
    `${diff.different} of ${counted(diff.compared, "token")} ${diff.different === 1 ? "differs" : "differ"}.`,
  ];
}

const SHOWN_VALUE = 200;

function changeLines({ name, cause, count, example }: ClaimChange, output: Output): string[] {
  const where = [...(example.client === undefined ? [] : [example.client]), example.grant, example.token].map(plainText).join(", ");
  const shown = (value: unknown): string => (value === undefined ? "—" : cut(jsonText(value), SHOWN_VALUE));
  const values = example.masked ? MASKED : `${shown(example.before)} → ${shown(example.after)}`;
  return [
    ...tableLines(
      [[{ text: `${plainText(name)} (${causeText(cause)}) in ${counted(count, "token")}` }]],
      output.width,
      "  ",
    ).flat(),
    ...tableLines([[{ text: values }]], output.width, "    ").flat(),
    ...tableLines([[{ text: `such as ${where}: ${plainText(example.title)}` }]], output.width, "    ")
      .flat()
      .map((line) => painter(output)("dim", line)),
  ];
}

/** Causes that are no codes, in words. */
const CAUSES: Readonly<Record<string, string>> = {
  new: "a new claim",
  gone: "no claim any more",
  value: "another value",
  "token-refused": "the token is refused",
};

function causeText(cause: string): string {
  return Object.hasOwn(CAUSES, cause) ? (CAUSES[cause] as string) : cause;
}

/** Draws how one claim came about: a sentence, and the parts of its expression with what each gave. */
import type { ClaimExplanation } from "claims-el/claims";
import { make, words } from "./dom.js";
import { pill, shown } from "./results.js";

const ENDS = { claim: "always", omitted: "absent", error: "error", unknown: "error" } as const;
const END_WORDS = { claim: "in the token", omitted: "left out", error: "an error", unknown: "unknown" } as const;
const NODE_WORDS = { value: "", null: "null", error: "error", skipped: "not run" } as const;

/** What of a part's source is shown: a long part is told by its own parts below it. */
const SHOWN_SOURCE = 120;

type Part = ClaimExplanation["nodes"][number];

/** What is drawn: the nesting of the parts, what each says, and where it stands. */
interface Drawn {
  readonly nesting: string;
  readonly rows: { told: string; readonly row: HTMLElement }[];
}

const drawn = new WeakMap<HTMLElement, Drawn>();

/** Draws an explanation. Parts that say what they said before stay as they are: a key changes few of them. */
export function drawExplanation(into: HTMLElement, explanation: ClaimExplanation | undefined): void {
  if (!explanation) {
    drawn.delete(into);
    into.replaceChildren(make("p", { class: "empty" }, "Choose a claim to see how it comes about."));
    return;
  }
  const { nodes } = explanation;
  const nesting = nodes.map(({ depth }) => depth).join(" ");
  const before = drawn.get(into);
  if (before?.nesting === nesting && nodes.length > 0) {
    into.firstElementChild?.replaceWith(headOf(explanation));
    for (const [at, known] of before.rows.entries()) refresh(known, nodes[at] as Part);
    return;
  }
  const rows = nodes.map((node) => ({ told: told(node), row: make("div", { class: "part" }, ...partOf(node)) }));
  drawn.set(into, { nesting, rows });
  into.replaceChildren(
    headOf(explanation),
    ...(nodes.length > 0
      ? [
          treeOf(
            nodes,
            rows.map(({ row }) => row),
          ),
        ]
      : []),
  );
}

function headOf({ end, sentence, reason }: ClaimExplanation): HTMLElement {
  const said = make("p", { class: "sentence" }, pill(ENDS[end], END_WORDS[end]), " ", ...words(sentence));
  return make("div", {}, said, reason?.hint ? make("p", { class: "hint" }, ...words(reason.hint)) : undefined);
}

function refresh(known: Drawn["rows"][number], node: Part): void {
  const now = told(node);
  if (known.told === now) return;
  known.told = now;
  known.row.replaceChildren(...partOf(node));
}

function sourceOf({ source }: Part): string {
  return source.length > SHOWN_SOURCE ? `${source.slice(0, SHOWN_SOURCE)}…` : source;
}

/** Everything of a part that is shown, to see whether it has changed. */
function told(node: Part): string {
  const { status, code, masked } = node;
  return JSON.stringify([sourceOf(node), status, code, masked, status === "value" && !masked ? node.value : null]);
}

function partOf(node: Part): Node[] {
  const gave =
    node.status === "value"
      ? node.masked
        ? make("span", { class: "because" }, "not shown")
        : make("code", { class: "value" }, shown(node.value))
      : make("span", { class: `gave ${node.status}` }, node.code ?? NODE_WORDS[node.status]);
  return [make("code", { class: "source" }, sourceOf(node)), make("span", { class: "arrow", "aria-label": "gives" }, "→"), gave];
}

function treeOf(nodes: readonly Part[], rows: readonly HTMLElement[]): HTMLElement {
  const root = make("ul", { class: "tree", "aria-label": "The parts of the expression and what each gave" });
  const lists: HTMLElement[] = [root];
  nodes.forEach((node, at) => {
    lists.length = Math.min(lists.length, node.depth + 1);
    const children = make("ul");
    lists.at(-1)?.append(make("li", {}, rows[at], children));
    lists.push(children);
  });
  for (const empty of root.querySelectorAll("ul:empty")) empty.remove();
  return root;
}

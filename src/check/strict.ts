/** What a strict environment refuses: open roots, and reading from what may be null without asking first. */
import type { Fix } from "../diagnostics/diagnostic.js";
import { paramOf } from "../library/invoke.js";
import type { Node } from "../syntax/ast.js";
import { type Blame, written } from "./because.js";
import type { Facts } from "./facts.js";
import type { Flow } from "./flow.js";
import type { GrantPass } from "./grants.js";
import type { Pass } from "./pass.js";
import { reachedOn } from "./reach.js";
import { goesOn } from "./reads.js";
import { type CheckState, report, sourceOf } from "./state.js";

/** Reports every refusal; gives the grants on which something was refused. */
export function checkStrict(state: CheckState, passes: readonly GrantPass[]): ReadonlySet<string> {
  const onGrants = passes.filter(({ grants }) => grants.length > 0);
  const everywhere = onGrants.flatMap(({ grants }) => grants);
  const open = state.facts.nodes.filter((node) => reportOpenRoot(state, node));
  const unguarded = reportUnguarded(state, onGrants, everywhere.length);
  return open.length > 0 ? new Set(everywhere) : unguarded;
}

/** A path into a root of which no schema speaks. */
function reportOpenRoot(state: CheckState, node: Node): boolean {
  const path = state.facts.paths[node.id];
  if (!path?.root.open || path.typed.type.kind !== "unknown" || goesOn(state.facts, node)) return false;
  report(state, "check/open-root", node.span, { root: path.root.name, path: path.text });
  return true;
}

/** Whether a holder is refused already, because nothing is known of it. */
function isOpen(facts: Facts, holder: Node): boolean {
  const path = facts.paths[holder.id];
  return path?.root.open === true && path.typed.type.kind === "unknown";
}

function reportUnguarded(state: CheckState, passes: readonly GrantPass[], all: number): ReadonlySet<string> {
  const refused = new Set<string>();
  const reached = new Map(passes.map(({ pass }) => [pass, reachedOn(pass)]));
  // What is read further along the way hangs on the same null, and is not told again.
  const told = new Set<number>();
  for (const node of state.facts.nodes) {
    const holder = holderOf(state.facts, node);
    if (!holder || isOpen(state.facts, holder)) continue;
    if (told.has(holder.id)) told.add(node.id);
    if (told.has(node.id) || isSafe(node)) continue;
    const grants = passes
      .filter(({ pass }) => reached.get(pass)?.[node.id] && mayBeNull(pass, holder))
      .flatMap((each) => each.grants);
    if (grants.length === 0) continue;
    told.add(node.id);
    for (const grant of grants) refused.add(grant);
    reportAccess(state, node, holder, grants.length < all ? ` on ${grants.join(", ")}` : "");
  }
  return refused;
}

/** What a node reads from, where a null there makes the node null. */
function holderOf(facts: Facts, node: Node): Node | undefined {
  if (node.kind === "Member" || node.kind === "Index") return node.object;
  if (node.kind === "Projection" || node.kind === "Selection") return node.source;
  const plan = node.kind === "Call" ? facts.calls[node.id] : undefined;
  // Only what a method is called on: a row that is called by its name may have no parameter.
  const [receiver] = plan?.form === "method" ? plan.args : [];
  if (plan === undefined || receiver === undefined || receiver === "element") return undefined;
  return plan.candidates.some(({ overload }) => !paramOf(overload, 0).receivesNull) ? receiver : undefined;
}

function isSafe(node: Node): boolean {
  return "safe" in node && node.safe;
}

/** Whether a holder can be null; that the client or the organisation themselves are there is taken for granted. */
function mayBeNull(pass: Pass, holder: Node): boolean {
  const { root } = pass.state.facts.paths[holder.id] ?? {};
  const given = ({ code, path }: Blame) => root !== undefined && !root.needs && code === root.unset && path === root.name;
  return written((pass.flows[holder.id] as Flow).because).some((blame) => !given(blame));
}

function reportAccess(state: CheckState, node: Node, holder: Node, grants: string): void {
  const edit = safeEdit(state, node, holder);
  const written = state.source.slice(node.span.start, node.span.end);
  const at = edit.span.start - node.span.start;
  const safe = written.slice(0, at) + edit.text + written.slice(at);
  const fix: Fix = { title: `Write \`${safe}\``, edits: [edit] };
  report(state, "check/unguarded-access", holder.span, { holder: sourceOf(state, holder), grants, safe }, { fixes: [fix] });
}

/** `.name` becomes `?.name`, `[index]` becomes `?.[index]`. */
function safeEdit({ source }: CheckState, node: Node, holder: Node): Fix["edits"][number] {
  let at = holder.span.end;
  while (at < node.span.end && source.charAt(at) !== "." && source.charAt(at) !== "[") at++;
  return { span: { start: at, end: at }, text: source.charAt(at) === "[" ? "?." : "?" };
}

/** What bare names and members mean: roots, variables, attributes, elements; and what a person meant where they mean nothing. */
import { candidatesOf, closestName } from "../base/closest.js";
import type { Span } from "../base/span.js";
import type { Environment } from "../context/environment.js";
import { kindsWhere } from "../context/kinds.js";
import { declaredNames, memberOf, type ReadPath, rootPath, stepPath } from "../context/paths.js";
import { ROOTS, type Root } from "../context/roots.js";
import type { Fix } from "../diagnostics/diagnostic.js";
import { type FunctionRow, familyOf } from "../library/define.js";
import { entryOf } from "../library/entries.js";
import type { IndexNode, MemberNode, NameNode, Node } from "../syntax/ast.js";
import { printType } from "../types/print.js";
import { GROUP_FIELDS, type MapType, optional, type Typed, UNKNOWN } from "../types/type.js";
import { joinPath, pathText } from "../values/path.js";
import { elementOf, type NameMeaning } from "./facts.js";
import { BROKEN, type CheckState, quotedAt, report, sourceOf, typeOf } from "./state.js";

function settle(state: CheckState, node: Node, meaning: NameMeaning, typed: Typed, path?: ReadPath): Typed {
  state.facts.meanings[node.id] = meaning;
  state.facts.paths[node.id] = path;
  return typed;
}

/** A variable's path has its name as the first key; a root's is the root. */
function pathFromRoot(root: Root, name: string): ReadPath {
  return root.location[0] === "vars" ? (stepPath(rootPath(root), name) as ReadPath) : rootPath(root);
}

/** The one name that nothing has. */
const REFUSED = "__proto__";

/** The type of a bare name. */
export function checkName(state: CheckState, node: NameNode): Typed {
  const { facts, env } = state;
  const inBrackets = facts.brackets[node.id] !== -1;
  if (node.name === "#this") return settle(state, node, "this", elementOf(facts, node.id));
  if (isFamilyBeforeCall(state, node)) return settle(state, node, "family", BROKEN);
  if (facts.subject?.name === node.name) return settle(state, node, "subject", facts.subject.typed);
  const root = env.roots.get(node.name);
  if (inBrackets) {
    const element = checkElementName(state, node, root);
    if (element) return element;
  }
  if (root) {
    const path = pathFromRoot(root, node.name);
    return settle(state, node, "path", path.typed, path);
  }
  settle(state, node, "unknown", BROKEN);
  // Roots with functions of their own, such as `app`, are families too, but of a root it is said where it is known.
  if (env.library.families.has(node.name) && !Object.hasOwn(ROOTS, node.name)) {
    const example = env.library.rows.find((row) => familyOf(row) === node.name) as FunctionRow;
    return report(state, "check/namespace-alone", node.span, { name: node.name, example: `${example.name}(…)` });
  }
  return reportUnknownRoot(state, node, inBrackets);
}

/** A family's name means the family only right before a call of one of its functions. */
function isFamilyBeforeCall(state: CheckState, node: NameNode): boolean {
  const parent = state.facts.nodes[state.facts.parent[node.id] as number];
  if (parent?.kind !== "Call" || parent.receiver !== node) return false;
  const { library, roots } = state.env;
  const name = `${node.name}.${parent.name}`;
  if (library.named.has(name)) return true;
  return !roots.has(node.name) && (library.families.has(node.name) || entryOf(name) !== undefined);
}

/** The element's attribute, where the element has or may have it; undefined where the name is looked up among the roots. */
function checkElementName(state: CheckState, node: NameNode, root: Root | undefined): Typed | undefined {
  const { type } = elementOf(state.facts, node.id);
  const fields = type.kind === "group" ? GROUP_FIELDS : type;
  if (fields.kind === "map") {
    const declared = fields.attributes.get(node.name);
    if (declared) return settle(state, node, "element", declared);
    if (!fields.open) return undefined;
  } else if (fields.kind !== "unknown") return undefined;
  if (node.name === REFUSED) {
    settle(state, node, "unknown", BROKEN);
    return report(state, "check/refused-name", node.span, {});
  }
  if (!root) return settle(state, node, "element", optional(UNKNOWN));
  report(state, "lint/root-in-brackets", node.span, { name: node.name }, { fixes: [replacement(node, `#this.${node.name}`)] });
  return undefined;
}

function replacement(node: { readonly span: Span }, text: string, title = `Write \`${text}\``): Fix {
  return { title, edits: [{ span: node.span, text }] };
}

/** The declared paths of an environment, one level below each root (two for `app`). */
interface KnownPaths {
  /** The last name of each. */
  readonly names: readonly string[];
  /** By their last names. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
}

const KNOWN_PATHS = new WeakMap<Environment, KnownPaths>();

function knownPaths(env: Environment): KnownPaths {
  const known = KNOWN_PATHS.get(env);
  if (known) return known;
  const names: string[] = [];
  const paths = new Map<string, string[]>();
  for (const root of env.roots.values()) {
    if (root.location[0] === "vars") continue;
    for (const name of declaredNames(rootPath(root))) {
      names.push(name);
      paths.set(name, [...(paths.get(name) ?? []), joinPath(root.name, name)]);
    }
  }
  const made = { names, paths };
  KNOWN_PATHS.set(env, made);
  return made;
}

function didYouMean(suggestions: readonly string[]): string | undefined {
  return suggestions.length === 0 ? undefined : `Did you mean ${suggestions.map((name) => `\`${name}\``).join(" or ")}?`;
}

function reportUnknownRoot(state: CheckState, node: NameNode, inBrackets: boolean): Typed {
  const { env, facts } = state;
  const member = facts.nodes[facts.parent[node.id] as number];
  if (Object.hasOwn(ROOTS, node.name)) return reportRootElsewhere(state, node);
  const roots = [...(facts.subject ? [facts.subject.name] : []), ...env.roots.keys()];
  const element = elementOf(facts, node.id).type;
  const fields = element.kind === "group" ? GROUP_FIELDS : element;
  const near = nearestRoot(state, node.name, inBrackets && fields.kind === "map" ? fields : undefined);
  // A bare attribute name, or a path that forgot its root: `system_home`, `profile.department`.
  const wanted = member?.kind === "Member" && member.object === node && near === undefined ? member.name : node.name;
  const ofSubject = facts.subject && GROUP_FIELDS.attributes.has(node.name) ? [joinPath(facts.subject.name, node.name)] : [];
  const attributes = near ? [] : ofSubject.length > 0 ? ofSubject : attributePaths(state, wanted);
  const suggestions = near ? [near] : attributes;
  const target = wanted === node.name ? node : (member as MemberNode);
  const fixes = suggestions.map((text) => replacement(target, text));
  const hint = didYouMean(suggestions);
  return report(
    state,
    "check/unknown-root",
    node.span,
    { name: node.name, known: roots.join(", ") },
    { fixes, ...(hint ? { hint } : {}) },
  );
}

/** A root that other kinds of expression have. */
function reportRootElsewhere(state: CheckState, node: NameNode): Typed {
  const kinds = kindsWhere((kind) => (kind.roots as readonly string[]).includes(node.name));
  return report(state, "check/root-not-here", node.span, { name: node.name, kind: state.env.kind.name, kinds: kinds.join(", ") });
}

/** The root that was meant; in brackets an attribute of the element may have been, in an inner expression its subject. */
function nearestRoot({ env, facts: { subject } }: CheckState, name: string, fields: MapType | undefined): string | undefined {
  if (!subject && !fields) return candidatesOf(env.roots, () => env.roots.keys()).closest(name, 1)[0];
  return closestName(name, [...(subject ? [subject.name] : []), ...env.roots.keys(), ...(fields?.attributes.keys() ?? [])]);
}

/** Paths over all roots whose last name is, or nearly is, the one wanted. */
function attributePaths(state: CheckState, name: string): string[] {
  const known = knownPaths(state.env);
  const exact = known.paths.get(name);
  if (exact) return exact.slice(0, 3);
  const near = candidatesOf(known, () => known.names).closest(name);
  return [...new Set(near)].flatMap((found) => known.paths.get(found) as readonly string[]).slice(0, 3);
}

/** So far below what a schema declares nothing is known of any step: attributes of a value, no path that each step spells anew. */
const UNDECLARED_STEPS = 32;

function isLost(path: ReadPath): boolean {
  return path.typed.type.kind === "unknown" && path.keys.length >= UNDECLARED_STEPS;
}

/** The type of `object.name`, and of `object["name"]`, which means the same. */
export function checkMember(state: CheckState, node: MemberNode | IndexNode, name: string, nameSpan: Span): Typed {
  const { facts } = state;
  const path = facts.paths[node.object.id];
  if (name === REFUSED) return report(state, "check/refused-name", nameSpan, {});
  if (facts.meanings[node.object.id] === "unknown") return BROKEN;
  if (path && !isLost(path)) {
    const further = stepPath(path, name);
    if (further) return settle(state, node, "path", further.typed, further);
    if (path.typed.type.kind === "map") return reportUndeclared(state, node, path, name, nameSpan);
  }
  const object = typeOf(state, node.object);
  const fields: Typed = object.type.kind === "group" ? { type: GROUP_FIELDS, nullable: object.nullable } : object;
  if (fields.type.kind === "null") return BROKEN;
  const typed = memberOf(fields, name);
  if (typed) return { type: typed.type, nullable: typed.nullable || object.nullable };
  if (fields.type.kind !== "map") return reportNoAttributes(state, node, object, name);
  if (node.object.kind === "Map") {
    report(state, "lint/missing-key", nameSpan, { name });
    return BROKEN;
  }
  const { attributes } = fields.type;
  const [near] = candidatesOf(attributes, () => attributes.keys()).closest(name, 1);
  const source = sourceOf(state, node.object);
  return report(
    state,
    "check/unknown-attribute",
    nameSpan,
    { object: source, name, root: source },
    near ? { hint: `Did you mean \`${near}\`?`, fixes: [nameFix(state, node, nameSpan, near)] } : {},
  );
}

function nameFix(state: CheckState, node: MemberNode | IndexNode, span: Span, name: string): Fix {
  const text = node.kind === "Member" ? name : quotedAt(state, { span }, name);
  return { title: `Write \`${name}\``, edits: [{ span, text }] };
}

function reportNoAttributes(state: CheckState, node: MemberNode | IndexNode, object: Typed, name: string): Typed {
  const source = sourceOf(state, node.object);
  const advice =
    object.type.kind === "list"
      ? `Take one element, \`${source}[0]\`, or the attribute of each, \`${source}.![${name}]\`.`
      : `To call a method, write \`${source}.${name}()\`; otherwise read the attribute of something that has attributes.`;
  return report(state, "check/not-a-map", node.span, { actual: capital(printType(object.type)), name, advice });
}

/** First letter large, for the start of a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** An attribute that the schema at this path does not declare: the closest over all roots, and the story of the app-user. */
function reportUndeclared(state: CheckState, node: MemberNode | IndexNode, path: ReadPath, name: string, nameSpan: Span): Typed {
  const { env } = state;
  const object = pathText(path.root.name, path.keys);
  const appuser = env.roots.get("appuser");
  const ofAppUser = appuser && !appuser.open && path.root.layout === "app" ? stepPath(rootPath(appuser), name) : undefined;
  if (ofAppUser) {
    const grants = [...env.grants].filter(([, grant]) => grant.appuser === "absent").map(([grant]) => grant);
    return report(
      state,
      "check/attribute-of-app-user",
      node.span,
      { name, grants: grants.join(", ") || "grants without a user", type: `${printType(ofAppUser.typed.type)}?` },
      { fixes: [replacement(node, `appuser.${name}`, `Read the app-user's: \`appuser.${name}\``)] },
    );
  }
  const siblings = candidatesOf(path, () => declaredNames(path)).closest(name, 1);
  const elsewhere = siblings.length > 0 ? [] : attributePaths(state, name);
  const written = sourceOf(state, node.object);
  const suggestions = siblings.length > 0 ? siblings.map((sibling) => joinPath(written, sibling)) : elsewhere;
  const hint = didYouMean(suggestions);
  return report(
    state,
    "check/unknown-attribute",
    nameSpan,
    { object, name, root: path.root.name },
    { fixes: suggestions.map((text) => replacement(node, text)), ...(hint ? { hint } : {}) },
  );
}

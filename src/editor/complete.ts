/** `complete`: what may be written at the cursor, what fits the type wanted there first. */

import { elementOf } from "../check/facts.js";
import type { Environment } from "../context/environment.js";
import { requireEnvironment } from "../context/given.js";
import { knowsFunction } from "../context/kinds.js";
import { rootPath, stepPath } from "../context/paths.js";
import type { Root } from "../context/roots.js";
import { withinStack } from "../diagnostics/stack.js";
import { type FunctionRow, familyOf, signatureOf } from "../library/define.js";
import { quoted } from "../syntax/mend-literals.js";
import { INFIX, type Level } from "../syntax/operators.js";
import { CONSTANTS } from "../syntax/tokens.js";
import { printType } from "../types/print.js";
import { type Attribute, BOOLEAN, GROUP_FIELDS, NULL, type Type, type Typed } from "../types/type.js";
import { declaredAttributes } from "./attributes.js";
import { type Cursor, cursorAt, offsetOf } from "./cursor.js";
import { criteriaKeys } from "./keys.js";
import { type CompletionOption, type Ranked, rank, typedOption } from "./option.js";
import { fitsReceiver, wantedType } from "./wanted.js";

/** A completion: replace `from`–`to` by an option. Offsets are UTF-16. */
export interface Completion {
  readonly from: number;
  readonly to: number;
  /** Best first. */
  readonly options: readonly CompletionOption[];
}

/**
 * Proposes what may be written.
 *
 * @param text the expression as it is, half typed or not
 * @param offset where the cursor is, in UTF-16 units
 * @returns what to replace and by what, best first; no options where nothing can be proposed
 * @example complete("app.sys", 7, env) // { from: 4, to: 7, options: [{ label: "system_home", kind: "attribute", type: "text?" }] }
 */
export function complete(text: string, offset: number, env: Environment): Completion {
  requireEnvironment(env);
  return withinStack(() => completion(text, offsetOf(offset), env));
}

function completion(given: string, offset: number, env: Environment): Completion {
  const text = typeof given === "string" ? given : "";
  const cursor = cursorAt(text, Math.min(Math.max(offset, 0), text.length), env);
  const { from, to, typed } = cursor;
  const wanted = cursor.node ? wantedType(cursor.marked, cursor.node, env) : undefined;
  return { from, to, options: rank(proposals(cursor, wanted, env), typed, wanted) };
}

function proposals(cursor: Cursor, wanted: Type | undefined, env: Environment): Ranked[] {
  switch (cursor.place) {
    case "operand":
      return [...criteriaKeys(cursor, env), ...values(wanted, false), ...bareNames(cursor, env), ...functions(env), ...constants()];
    case "member":
      return members(cursor, env);
    case "text":
      return [...criteriaKeys(cursor, env), ...values(wanted, true), ...indexNames(cursor, env)];
    case "operator":
      return operators();
    default:
      return [];
  }
}

/** The texts of an enum, as literals. Where a text is being written, they replace it whole. */
function values(wanted: Type | undefined, inText: boolean): Ranked[] {
  if (wanted?.kind !== "text" || !wanted.values) return [];
  return wanted.values.map((value) => ({
    option: { label: inText ? value : quoted(value), kind: "value", insert: quoted(value) },
    gives: wanted,
    group: 0,
  }));
}

function constants(): Ranked[] {
  return [...CONSTANTS].map(([word, value]) => ({
    option: { label: word, kind: "keyword" },
    gives: value === null ? NULL : BOOLEAN,
    group: 5,
  }));
}

/** Where a root is not there, in a few words. */
function presenceOf(root: Root, env: Environment): string | undefined {
  const { needs } = root;
  if (needs === undefined) return undefined;
  const absent = [...env.grants].filter(([, grant]) => grant[needs] === "absent").map(([name]) => name);
  return absent.length > 0 ? `not on ${absent.join(", ")}` : undefined;
}

/** Roots; inside brackets the element and its attributes too. */
function bareNames(cursor: Cursor, env: Environment): Ranked[] {
  const options: Ranked[] = [];
  for (const [name, root] of env.roots) {
    const path = root.location[0] === "vars" ? (stepPath(rootPath(root), name) ?? rootPath(root)) : rootPath(root);
    const detail = presenceOf(root, env);
    const option = typedOption(name, "root", path.typed, { info: root.doc, ...(detail ? { detail } : {}) }, 2);
    options.push({ ...option, place: options.length });
  }
  const { node, marked } = cursor;
  if (!node || marked.facts.brackets[node.id] === -1) return options;
  const element = elementOf(marked.facts, node.id);
  return [
    ...attributesOf(element, undefined),
    typedOption("#this", "root", element, { info: "The element inside the brackets." }, 1.5),
    ...options,
  ];
}

/** The attributes of a type as proposals. */
function attributesOf(typed: Typed, detail: string | undefined, group = 1): Ranked[] {
  const fields = typed.type.kind === "group" ? GROUP_FIELDS : typed.type;
  if (fields.kind !== "map") return [];
  return [...fields.attributes]
    .filter(([name]) => /^[A-Za-z_$][\w$]*$/.test(name))
    .map(([name, attribute]) => {
      const words = [attribute.title, detail].filter((part) => part !== undefined).join(" · ");
      return typedOption(
        name,
        "attribute",
        attribute,
        { ...(words ? { detail: words } : {}), ...(attribute.description ? { info: attribute.description } : {}) },
        group,
      );
    });
}

/** What a function gives, as far as that is known without its arguments. */
function resultOf(row: FunctionRow): Type | undefined {
  const [first] = row.overloads;
  return first && (typeof first.returns === "function" ? first.returns(first.params.map((param) => param.type)) : first.returns);
}

function functionOption(row: FunctionRow, label: string, kind: "function" | "method", group: number): Ranked {
  const [first] = row.overloads;
  const params = first ? { ...first, params: first.params.slice(kind === "method" ? 1 : 0) } : undefined;
  const type = resultOf(row);
  return {
    option: {
      label,
      kind,
      insert: `${label}(`,
      ...(params ? { detail: signatureOf(label, params, printType) } : {}),
      ...(type ? { type: printType(type) } : {}),
      info: row.doc,
    },
    gives: type,
    group,
  };
}

/** Whether a row's name may be written in the environment's dialect. */
function isSpoken(row: FunctionRow, env: Environment): boolean {
  if (row.name === undefined || !knowsFunction(env.kind, row)) return false;
  return env.dialect === undefined || row.dialect === "both" || row.dialect === env.dialect;
}

function functions(env: Environment): Ranked[] {
  return env.library.rows.filter((row) => isSpoken(row, env)).map((row) => functionOption(row, row.name as string, "function", 3));
}

/** The functions whose names begin with a word and a dot: a family, or a root such as `user`. */
function familyFunctions(family: string, env: Environment): Ranked[] {
  const rows = env.library.rows.filter((row) => familyOf(row) === family && isSpoken(row, env));
  return rows.map((row) => functionOption(row, (row.name as string).slice(family.length + 1), "function", 3));
}

/** After a dot: attributes and methods of what stands before it, or the functions of a family. */
function members(cursor: Cursor, env: Environment): Ranked[] {
  const { node, marked } = cursor;
  const object = node?.kind === "Member" ? node.object : node?.kind === "Call" ? node.receiver : undefined;
  if (!object) return [];
  const ofFamily = object.kind === "Name" ? familyFunctions(object.name, env) : [];
  if (object.kind === "Name" && env.library.families.has(object.name) && !env.roots.has(object.name)) return ofFamily;
  const typed = marked.facts.typed[object.id];
  const path = marked.facts.paths[object.id];
  const detail = path && path.keys.length === 0 ? presenceOf(path.root, env) : undefined;
  const one = (name: string, attribute: Attribute): Typed => ({
    type: { kind: "map", attributes: new Map([[name, attribute]]), open: false },
    nullable: false,
  });
  // What the host declares of its clients comes before what all clients have.
  const own = path
    ? declaredAttributes(path).flatMap(([name, attribute, builtIn]) =>
        attributesOf(one(name, attribute), detail, builtIn ? 1.5 : 1),
      )
    : typed
      ? attributesOf(typed, detail)
      : [];
  if (env.dialect === "classic") return [...own, ...ofFamily];
  const receiver = typed?.type;
  const rows = env.library.rows.filter(
    (row) =>
      row.method !== undefined &&
      knowsFunction(env.kind, row) &&
      row.overloads.some((entry) => fitsReceiver(receiver, entry.params[0]?.type)),
  );
  // Of a whole record only the methods that are made for it are of use; of an unknown value all may be.
  const useful = rows.filter(
    (row) => receiver?.kind !== "map" || row.overloads.some((entry) => entry.params[0]?.type.kind === "map"),
  );
  // A method made for this kind of receiver comes before one that takes any.
  const isMadeFor = (row: FunctionRow) => row.overloads.some((entry) => entry.params[0]?.type.kind !== "unknown");
  const methods = useful.map((row) => functionOption(row, row.method as string, "method", isMadeFor(row) ? 3 : 4));
  return [...own, ...ofFamily, ...methods];
}

/** Inside `x["…"]`: the names that need an index, and the others too. */
function indexNames(cursor: Cursor, _env: Environment): Ranked[] {
  const { node, marked } = cursor;
  const parent = node && marked.facts.nodes[marked.facts.parent[node.id] as number];
  if (parent?.kind !== "Index" || parent.index !== node) return [];
  const path = marked.facts.paths[parent.object.id];
  const typed = marked.facts.typed[parent.object.id];
  const attributes = path ? declaredAttributes(path) : typed?.type.kind === "map" ? [...typed.type.attributes] : [];
  return attributes.map(([name, attribute]) => ({
    option: { label: name, kind: "attribute", insert: quoted(name), ...(attribute.title ? { detail: attribute.title } : {}) },
    group: /^[A-Za-z_$][\w$]*$/.test(name) ? 2 : 1,
  }));
}

/** What is written most often behind an operand comes first. */
const OPERATOR_ORDER: readonly Level[] = ["comparison", "and", "or", "additive", "multiplicative"];

/** Behind an operand: the operators. */
function operators(): Ranked[] {
  return Object.values(INFIX).flatMap(({ spellings, name, level }) =>
    spellings.map((label, index) => ({
      option: { label, kind: "operator" as const, detail: name },
      group: OPERATOR_ORDER.indexOf(level) + (index > 0 ? OPERATOR_ORDER.length : 0),
    })),
  );
}

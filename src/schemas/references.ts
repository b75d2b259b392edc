/** Follows the references of a JSON Schema document: pointers, anchors and embedded documents, never anything outside it. */
import { field, isRecord, itemsOf, members, textField } from "./json.js";

/** A schema, and the document (the whole, or one embedded in it) that its own pointers start from. */
export interface Target {
  readonly schema: unknown;
  readonly base: object;
}

/** How many parts of a document are searched for names. */
const SEARCHED_PARTS = 100_000;

/** Keywords whose values are data, in which an `$id` is no name of a schema. */
const DATA = new Set(["default", "const", "enum", "examples", "example"]);

interface Names {
  /** Whole documents by the text of their `$id`. */
  readonly documents: Map<string, object>;
  /** Anchors: `#base` is `base`. Each document may have its own. */
  readonly anchors: Map<string, Target[]>;
}

/** The references of one document. Every text is resolved once for each document it stands in. */
export class References {
  private names: Names | undefined;
  private readonly resolved = new Map<object, Map<string, Target | undefined>>();

  constructor(private readonly document: object) {}

  /** What a reference leads to; undefined where it leads nowhere in this document. */
  resolve(reference: string, base: object): Target | undefined {
    const known = this.resolved.get(base) ?? new Map<string, Target | undefined>();
    this.resolved.set(base, known);
    if (!known.has(reference)) known.set(reference, this.find(reference, base));
    return known.get(reference);
  }

  private find(reference: string, base: object): Target | undefined {
    const hash = reference.indexOf("#");
    const location = hash < 0 ? reference : reference.slice(0, hash);
    const fragment = hash < 0 ? "" : decoded(reference.slice(hash + 1));
    if (location !== "") {
      const document = this.documentOf(location);
      return document && this.within(document, fragment);
    }
    // Generated documents carry an `id` on every part; their pointers still start at the top.
    return this.within(base, fragment) ?? this.within(this.document, fragment);
  }

  private within(base: object, fragment: string): Target | undefined {
    if (fragment === "") return { schema: base, base };
    if (!fragment.startsWith("/")) {
      const found = this.search().anchors.get(fragment) ?? [];
      return found.find((target) => target.base === base) ?? (base === this.document ? found[0] : undefined);
    }
    const schema = pointedAt(base, fragment);
    return schema === undefined ? undefined : { schema, base };
  }

  /** The document of that name: as written, or, for a relative name, the only one that ends with it. */
  private documentOf(location: string): object | undefined {
    const { documents } = this.search();
    const exact = documents.get(location);
    if (exact) return exact;
    const ending = `/${location.replace(/^\.?\//, "")}`;
    const fitting = [...documents].filter(([name]) => name.endsWith(ending));
    return fitting.length === 1 ? fitting[0]?.[1] : undefined;
  }

  /** Every name in the document, found once and only when a reference needs one. */
  private search(): Names {
    if (this.names) return this.names;
    const names: Names = { documents: new Map(), anchors: new Map() };
    const waiting: { value: unknown; base: object }[] = [{ value: this.document, base: this.document }];
    for (let index = 0; index < waiting.length && index < SEARCHED_PARTS; index++) {
      const { value, base } = waiting[index] as { value: unknown; base: object };
      const inside = isRecord(value) ? nameIn(value, base, names) : base;
      for (const [key, part] of partsOf(value)) {
        if (typeof part === "object" && part !== null && !DATA.has(key)) waiting.push({ value: part, base: inside });
      }
    }
    this.names = names;
    return names;
  }
}

function partsOf(value: unknown): readonly (readonly [key: string, part: unknown])[] {
  if (isRecord(value)) return members(value);
  return (itemsOf(value) ?? []).map((part) => ["", part]);
}

/** Notes the names a schema gives itself; answers the document its parts belong to. */
function nameIn(node: object, base: object, names: Names): object {
  const id = textField(node, "$id") ?? textField(node, "id") ?? "";
  const hash = id.indexOf("#");
  const location = hash < 0 ? id : id.slice(0, hash);
  const inside = location === "" ? base : node;
  if (location !== "" && !names.documents.has(location)) names.documents.set(location, node);
  for (const anchor of [
    hash < 0 ? "" : id.slice(hash + 1),
    textField(node, "$anchor") ?? "",
    textField(node, "$dynamicAnchor") ?? "",
  ]) {
    if (anchor === "") continue;
    const same = names.anchors.get(anchor);
    if (same) same.push({ schema: node, base: inside });
    else names.anchors.set(anchor, [{ schema: node, base: inside }]);
  }
  return inside;
}

/** The document that the parts of a schema belong to: its own where it has an `$id` that is more than an anchor. */
export function baseWithin(node: object, base: object): object {
  const id = textField(node, "$id") ?? textField(node, "id") ?? "";
  return id === "" || id.startsWith("#") ? base : node;
}

function pointedAt(base: object, pointer: string): unknown {
  let target: unknown = base;
  for (const step of pointer.slice(1).split("/")) {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(target)) target = /^(?:0|[1-9]\d{0,8})$/.test(key) ? field(target, key) : undefined;
    else target = isRecord(target) ? field(target, key) : undefined;
  }
  return target;
}

/** A fragment with its `%` escapes undone; one that is not well formed is taken as written. */
function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    // Only a malformed escape throws; the text then names what it says, or leads nowhere and is reported as such.
    return fragment;
  }
}

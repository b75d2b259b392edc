/** What the values of Terraform's blocks come to, as far as the files themselves say it. */
import type { HclBlock, HclValue } from "./hcl.js";

/** A value that hangs on something which is not in the files. */
export class Unresolved {
  /** What it hangs on, as it is written. */
  constructor(readonly reference: string) {}
}

/** A value of a block: plain data. */
export type Resolved = null | boolean | number | string | readonly Resolved[] | { readonly [key: string]: Resolved };

/** References lead at most this far. */
const MOST_STEPS = 20;

/** The values that blocks refer to: locals, variables with defaults, and the attributes of other blocks. */
export class Module {
  private readonly named = new Map<string, HclValue>();

  constructor(blocks: readonly HclBlock[]) {
    for (const block of blocks) {
      const [first = "", second = ""] = block.labels;
      if (block.type === "locals") this.add("local", block);
      else if (block.type === "resource") this.add(`${first}.${second}`, block);
      else if (block.type === "data") this.add(`data.${first}.${second}`, block);
      else if (block.type === "variable") {
        const value = block.attributes.get("default");
        if (value) this.named.set(`var.${first}`, value);
      }
    }
  }

  private add(prefix: string, block: HclBlock): void {
    for (const [name, value] of block.attributes) this.named.set(`${prefix}.${name}`, value);
  }

  /** What a value comes to. */
  resolve(value: HclValue, steps = 0): Resolved | Unresolved {
    if (steps > MOST_STEPS) return new Unresolved(shown(value));
    switch (value.kind) {
      case "literal":
        return value.value;
      case "list":
        return this.all(value.items, steps);
      case "map":
        return this.map(value.entries, steps);
      case "template":
        return this.text(value.parts, steps);
      case "call":
        return this.call(value, steps);
      case "reference":
        return this.reference(value.path, steps);
      default:
        return new Unresolved(value.text);
    }
  }

  private reference(path: string, steps: number): Resolved | Unresolved {
    const value = this.named.get(path);
    return value ? this.resolve(value, steps + 1) : new Unresolved(path);
  }

  private all(values: readonly HclValue[], steps: number): readonly Resolved[] | Unresolved {
    const items: Resolved[] = [];
    for (const value of values) {
      const item = this.resolve(value, steps + 1);
      if (item instanceof Unresolved) return item;
      items.push(item);
    }
    return items;
  }

  private map(entries: readonly (readonly [string, HclValue])[], steps: number): Resolved | Unresolved {
    const values = this.all(
      entries.map(([, value]) => value),
      steps,
    );
    if (values instanceof Unresolved) return values;
    return Object.fromEntries(entries.map(([key], index) => [key, values[index] ?? null]));
  }

  private text(parts: readonly (string | HclValue)[], steps: number): string | Unresolved {
    let text = "";
    for (const part of parts) {
      const value = typeof part === "string" ? part : this.resolve(part, steps + 1);
      if (value instanceof Unresolved) return value;
      if (typeof value === "object") return new Unresolved(shown(part as HclValue));
      text += String(value);
    }
    return text;
  }

  /** The calls that only change how literals are written. */
  private call({ name, args }: HclValue & { readonly kind: "call" }, steps: number): Resolved | Unresolved {
    const [first] = args;
    if (first === undefined || args.length > 1 || !["jsonencode", "toset", "tolist"].includes(name))
      return new Unresolved(`${name}(…)`);
    const value = this.resolve(first, steps + 1);
    return value instanceof Unresolved || name !== "jsonencode" ? value : JSON.stringify(value);
  }
}

/** A value as it is written, in few words. */
export function shown(value: HclValue): string {
  if (value.kind === "reference") return value.path;
  if (value.kind === "other") return value.text.length > 60 ? `${value.text.slice(0, 59)}…` : value.text;
  const [first] = value.kind === "template" ? value.parts.filter((part): part is HclValue => typeof part !== "string") : [];
  return first ? shown(first) : value.kind === "call" ? `${value.name}(…)` : "a value";
}

/** The reference that a value is, alone or as the whole of a text: `okta_group.sales.id`. */
export function referenceIn(value: HclValue): string | undefined {
  if (value.kind === "reference") return value.path;
  const [part] = value.kind === "template" && value.parts.length === 1 ? value.parts : [];
  return part !== undefined && typeof part !== "string" ? referenceIn(part) : undefined;
}

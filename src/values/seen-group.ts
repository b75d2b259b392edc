/** The fields of a host's group that comes again: its texts are read as they are once they were seen to be plain data. */
import type { Limits } from "../base/limits.js";
import { GROUP, required } from "../types/type.js";
import { admit } from "./admit.js";
import { isPlainRecord, own } from "./own.js";
import { type Fault, Group, type GroupFields, isMap, type MapValue, type Value } from "./value.js";

/** A group's texts, which may be missing. */
interface Texts {
  readonly id?: unknown;
  readonly type?: unknown;
  readonly name?: unknown;
  readonly source?: unknown;
}

const P: object = Object.prototype;

/** Whether a stranger's property has one of the names that are read as they are. */
export function areTextsSpoiled(): boolean {
  return "id" in P || "type" in P || "name" in P || "source" in P;
}

const ID = 1;
const TYPE = 2;
const NAME = 4;
const BITS: ReadonlyMap<string, number> = new Map([
  ["id", ID],
  ["type", TYPE],
  ["name", NAME],
]);

/** What a token carries of a group. */
export interface WrittenGroup {
  readonly id: string;
  readonly type: string;
  readonly name: string;
}

/** Keeps which texts were seen, and those that were found fit for a token, so that the same ones are not looked at again. */
export class SeenFields implements GroupFields {
  private seen = 0;
  private fit: WrittenGroup | undefined = undefined;
  /** Where the group comes from: what the host says of it, a plain record or nothing, and what that was admitted as. */
  private from: unknown = undefined;
  private source: MapValue | null | undefined = undefined;

  constructor(
    private readonly raw: Texts,
    private readonly path: string,
    private readonly limits: Limits,
  ) {}

  get(name: string): Value | Fault | undefined {
    const { raw, seen } = this;
    let text: unknown;
    if (name === "name" && seen & NAME) text = raw.name;
    else if (name === "id" && seen & ID) text = raw.id;
    else if (name === "type" && seen & TYPE) text = raw.type;
    else if (name === "source" && this.source !== undefined && this.isSameSource()) return this.source;
    return typeof text === "string" && text.length <= this.limits.textLength ? text : this.admitted(name);
  }

  /** What a token carries, where it is what was found fit before. */
  written(): WrittenGroup | undefined {
    const { fit } = this;
    if (fit === undefined) return undefined;
    const { id, type, name } = this.raw;
    return id === fit.id && type === fit.type && name === fit.name ? { id: fit.id, type: fit.type, name: fit.name } : undefined;
  }

  /** Keeps what was found fit, where each of it is read as it is. */
  found(id: unknown, type: unknown, name: unknown): void {
    if (this.seen !== (ID | TYPE | NAME)) return;
    if (typeof id === "string" && typeof type === "string" && typeof name === "string") this.fit = { id, type, name };
  }

  private admitted(name: string): Value | Fault | undefined {
    const group = admit(this.raw, required(GROUP), this.path, this.limits);
    if (!(group instanceof Group)) return group as Fault;
    const value = group.fields.get(name);
    if (typeof value === "string" && own(this.raw, name).state === "value") this.seen |= BITS.get(name) ?? 0;
    if (name === "source") this.keepSource(value as Value | Fault);
    return value;
  }

  private keepSource(value: Value | Fault): void {
    const { state, value: from } = { value: undefined, ...own(this.raw, "source") };
    const plain = isMap(value) ? isPlainRecord(from as object) : state === "missing";
    this.source = plain ? (value as MapValue | null) : undefined;
    this.from = from;
  }

  /** Whether the host says the same, name by name; lists and maps in it are never the same, so they are admitted each time. */
  private isSameSource(): boolean {
    const { source } = this.raw;
    if (source !== this.from) return false;
    const names = source ? Object.keys(source) : [];
    for (const name of names) if (this.source?.get(name) !== (source as Readonly<Record<string, unknown>>)[name]) return false;
    return names.length === (this.source?.size ?? 0);
  }
}

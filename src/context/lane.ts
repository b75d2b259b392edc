/** The short way to one attribute of a context: straight to its place, by its name, held to its type. */
import type { Limits } from "../base/limits.js";
import { admit } from "../values/admit.js";
import { isInherited, type Load, loadOf } from "../values/loads.js";
import { own } from "../values/own.js";
import { joinPath } from "../values/path.js";
import { Fault, type Value } from "../values/value.js";
import type { ReadPath } from "./paths.js";
import { PLACES, type Place, SEEN, type Sight } from "./sight.js";

/** Where on the short way a path lies, and the name of the attribute there; undefined where it has to be read with more care. */
function stationOf({ root, keys }: ReadPath): { readonly place: Place; readonly name: string } | undefined {
  const [first, second] = keys;
  if (root.location.length !== 1 || root.location[0] !== root.name || first === undefined) return undefined;
  const at = (place: (typeof PLACES)[number], name: string) => ({ place: PLACES.indexOf(place), name });
  if (root.name === "user" && keys.length === 1 && first !== "profile")
    return at(root.builtIn.has(first) ? "userTop" : "user", first);
  if (root.name === "appuser" && keys.length === 1) return at("appuser", first);
  if (root.name !== "app") return undefined;
  if (keys.length === 1 && first !== "profile") return at("appTop", first);
  const isProperty = keys.length === 2 && first === "profile" && second !== "profile" && !root.builtIn.has(second as string);
  return isProperty ? at("app", second as string) : undefined;
}

/** The short way to one path. */
export class Lane {
  private readonly load: Load;
  private readonly at: string;
  /** The longest text that may pass without a further look; -1 where texts take one. */
  private readonly textLength: number;

  constructor(
    readonly path: ReadPath,
    readonly index: number,
    readonly place: Place,
    readonly name: string,
    private readonly limits: Limits,
  ) {
    const { type } = path.typed;
    this.load = loadOf(name);
    this.at = path.keys.reduce(joinPath, path.root.name);
    const anyText = type.kind === "unknown" || (type.kind === "text" && !Object.hasOwn(type, "values"));
    this.textLength = anyText ? limits.textLength : -1;
  }

  /** The value, null where there is none, a fault; or undefined where it has to be read with more care. */
  read(sight: Sight): Value | Fault | undefined {
    const { index } = this;
    return sight.stamps[index] === sight.stamp ? sight.values[index] : this.fetch(sight);
  }

  private fetch(sight: Sight): Value | Fault | undefined {
    try {
      return this.find(sight);
    } catch {
      // Only a proxy's trap, or what was no accessor when it was looked at, can throw here.
      return new Fault("context/unreadable", { path: this.path.text });
    }
  }

  private find(sight: Sight): Value | Fault | undefined {
    const { index } = this;
    const holder = sight.at(this.place);
    if (holder === undefined) return undefined;
    if (holder === null) return null;
    if (sight.seen[index] !== SEEN.present) return this.lookAt(sight, holder);
    const raw = this.load(holder as Readonly<Record<string, unknown>>);
    const value = typeof raw === "string" && raw.length <= this.textLength ? raw : this.admitted(raw, sight);
    if (value === undefined) return this.lookAt(sight, holder);
    sight.stamps[index] = sight.stamp;
    sight.values[index] = value;
    return value;
  }

  /** Why the path is null, where that is known; then nothing needs to be read again. */
  isUnset(sight: Sight): boolean {
    return sight.stamps[this.index] === sight.stamp && sight.values[this.index] === null && Boolean(sight.at(this.place));
  }

  private lookAt(sight: Sight, holder: object): Value | Fault | undefined {
    const { index, name } = this;
    if (sight.seen[index] === SEEN.missing && !isInherited(name)) {
      const raw = (holder as Readonly<Record<string, unknown>>)[name];
      if (raw === undefined) return this.kept(sight, null);
    }
    sight.seen[index] = SEEN.not;
    // What may stand beside the profile, what is no data, and what must be there are for the careful.
    const found = own(holder, name);
    if (found.state === "accessor") return undefined;
    const value = found.state === "value" ? this.admitted(found.value, sight) : undefined;
    if (value !== undefined) {
      sight.seen[index] = SEEN.present;
      return this.kept(sight, value);
    }
    if (sight.isProfile(this.place) || !this.path.typed.nullable) return undefined;
    if (found.state === "missing") sight.seen[index] = SEEN.missing;
    return this.kept(sight, null);
  }

  private kept(sight: Sight, value: Value | Fault): Value | Fault {
    sight.stamps[this.index] = sight.stamp;
    sight.values[this.index] = value;
    return value;
  }

  /** Host data by the door that all data comes in by; undefined where there is none. */
  private admitted(raw: unknown, sight: Sight): Value | Fault | undefined {
    if (raw === undefined) return undefined;
    if (typeof raw === "boolean" && this.path.typed.type.kind === "boolean") return raw;
    return Array.isArray(raw) ? this.admittedList(raw, sight) : admit(raw, this.path.typed, this.at, this.limits);
  }

  private admittedList(raw: readonly unknown[], { lists }: Sight): Value | Fault {
    const known = lists[this.index];
    if (known?.items && known.raw === raw && isSame(raw, known.items)) return known.items;
    const items = admit(raw, this.path.typed, this.at, this.limits);
    if (Array.isArray(items) && isSame(raw, items)) lists[this.index] = { raw, before: items, items };
    return items;
  }
}

/** Whether a list holds these very texts, numbers and booleans. */
function isSame(raw: readonly unknown[], items: readonly Value[]): boolean {
  if (raw.length !== items.length) return false;
  for (let at = 0; at < items.length; at++) {
    const item = items[at];
    if (raw[at] !== item || typeof item === "object") return false;
  }
  return true;
}

/** The short way to a path, where there is one. */
export function laneOf(path: ReadPath, index: number, limits: Limits): Lane | undefined {
  const station = stationOf(path);
  // A name that all objects inherit cannot be told from an inherited one without looking.
  if (!station || isInherited(station.name)) return undefined;
  return new Lane(path, index, station.place, station.name, limits);
}

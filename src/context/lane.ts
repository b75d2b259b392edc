/** The short way to one attribute of a context: straight to its place, by its name, held to its type. */
import type { Limits } from "../base/limits.js";
import { type Holder, isInherited, type Load, loadOf } from "../values/loads.js";
import { own } from "../values/own.js";
import { joinPath } from "../values/path.js";
import { isWellFormed } from "../values/text.js";
import { Fault, type Value } from "../values/value.js";
import type { ReadPath } from "./paths.js";
import { admitAgain } from "./seen-list.js";
import { PLACES, type Place, SEEN, type Sight, type Slot } from "./sight.js";

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
    const slot = sight.slots[this.index];
    if (slot === undefined) return this.fetch(sight);
    return slot.stamp === sight.stamp ? slot.value : this.fetchAgain(sight, slot);
  }

  /**
   * The text that a token can carry, for an evaluation that has read nothing before and is over with it; undefined where
   * it is none, or has to be read with more care.
   */
  text(sight: Sight): string | undefined {
    const slot = sight.slots[this.index];
    if (slot === undefined || slot.seen !== SEEN.present) return undefined;
    try {
      const holder = sight.glance(this.place);
      if (!holder) return undefined;
      const raw = this.load(holder as Holder);
      // What can be carried is looked at once, as long as it stays the same.
      if (typeof raw === "string" && (raw === slot.fit || (raw.length <= this.textLength && isWellFormed(raw)))) {
        slot.fit = raw;
        return raw;
      }
      // What was asked once is not asked again.
      const value = this.admitted(raw, slot);
      if (value !== undefined) kept(sight, slot, value);
    } catch {
      kept(sight, slot, this.unreadable());
    }
    return undefined;
  }

  private unreadable(): Fault {
    return new Fault("context/unreadable", { path: this.path.text });
  }

  /** The value of what was read of this context in another evaluation. */
  private fetchAgain(sight: Sight, slot: Slot): Value | Fault | undefined {
    if (slot.seen !== SEEN.present) return this.fetch(sight);
    try {
      const holder = sight.at(this.place);
      if (!holder || slot.seen !== SEEN.present) return this.find(sight);
      const raw = this.load(holder as Holder);
      if (typeof raw === "string" && raw.length <= this.textLength) {
        slot.stamp = sight.stamp;
        slot.value = raw;
        return raw;
      }
      const value = this.admitted(raw, slot);
      return value === undefined ? this.lookAt(sight, slot, holder) : kept(sight, slot, value);
    } catch {
      // Only a proxy's trap, or what was no accessor when it was looked at, can throw here.
      return this.unreadable();
    }
  }

  private fetch(sight: Sight): Value | Fault | undefined {
    try {
      return this.find(sight);
    } catch {
      // Only a proxy's trap, or what was no accessor when it was looked at, can throw here.
      return this.unreadable();
    }
  }

  private find(sight: Sight): Value | Fault | undefined {
    const holder = sight.at(this.place);
    if (holder === undefined || holder === null) return holder;
    return this.lookAt(sight, sight.slotOf(this.index), holder);
  }

  /** Why the path is null, where that is known; then nothing needs to be read again. */
  isUnset(sight: Sight): boolean {
    const slot = sight.slots[this.index];
    return slot !== undefined && slot.stamp === sight.stamp && slot.value === null && Boolean(sight.at(this.place));
  }

  private lookAt(sight: Sight, slot: Slot, holder: object): Value | Fault | undefined {
    const { name } = this;
    // A name that somebody has put on `Object.prototype` since is looked at with care.
    if (slot.seen === SEEN.missing && !isInherited(name) && this.load(holder as Holder) === undefined)
      return kept(sight, slot, null);
    slot.seen = SEEN.not;
    // What may stand beside the profile, what is no data, and what must be there are for the careful.
    const found = own(holder, name);
    if (found.state === "accessor") return undefined;
    const value = found.state === "value" ? this.admitted(found.value, slot) : undefined;
    if (value !== undefined) {
      slot.seen = SEEN.present;
      return kept(sight, slot, value);
    }
    if (sight.isProfile(this.place) || !this.path.typed.nullable) return undefined;
    if (found.state === "missing") slot.seen = SEEN.missing;
    return kept(sight, slot, null);
  }

  /** Host data by the door that all data comes in by; undefined where there is none. */
  private admitted(raw: unknown, slot: Slot): Value | Fault | undefined {
    if (raw === undefined) return undefined;
    if (typeof raw === "boolean" && this.path.typed.type.kind === "boolean") return raw;
    const { at, limits, path } = this;
    return admitAgain(slot, raw, path.typed, at, limits);
  }
}

function kept(sight: Sight, slot: Slot, value: Value | Fault): Value | Fault {
  slot.stamp = sight.stamp;
  slot.value = value;
  return value;
}

/** The short way to a path, where there is one. */
export function laneOf(path: ReadPath, index: number, limits: Limits): Lane | undefined {
  const station = stationOf(path);
  // A name that all objects inherit cannot be told from an inherited one without looking.
  if (!station || isInherited(station.name)) return undefined;
  return new Lane(path, index, station.place, station.name, limits);
}

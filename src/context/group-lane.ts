/** The short way to the groups of a user: a list that comes again is not taken apart again. */
import type { Limits } from "../base/limits.js";
import { admit } from "../values/admit.js";
import { isPlainRecord } from "../values/own.js";
import { joinPath } from "../values/path.js";
import { areTextsSpoiled, SeenFields } from "../values/seen-group.js";
import { Fault, Group, type Value } from "../values/value.js";
import type { ReadPath } from "./paths.js";
import { isSame } from "./seen-list.js";
import { PLACES, SEEN, type Sight, type Slot } from "./sight.js";

const PLACE = PLACES.indexOf("groups");

/** The short way to `groups`. */
export class GroupLane {
  constructor(
    readonly path: ReadPath,
    private readonly index: number,
    private readonly limits: Limits,
  ) {}

  /** The groups, null where there is nobody to have them, a fault; or undefined where they have to be read with more care. */
  read(sight: Sight): Value | Fault | undefined {
    const known = sight.slots[this.index];
    if (known !== undefined && known.stamp === sight.stamp) return known.value;
    const raw = sight.at(PLACE);
    if (raw === undefined || raw === null) return raw;
    const slot = sight.slotOf(this.index);
    const value = this.find(raw as readonly unknown[], slot);
    slot.stamp = sight.stamp;
    slot.value = value;
    return value;
  }

  /** Why the groups are null is always to be looked for. */
  isUnset(): boolean {
    return false;
  }

  private find(raw: readonly unknown[], slot: Slot): Value | Fault {
    try {
      const seen = slot.list;
      if (seen && seen.raw === raw && isSame(raw, seen.before) && !areTextsSpoiled()) {
        seen.items ??= seen.before.map((each, at) => this.seenGroup(each as object, at));
        return seen.items;
      }
      const groups = admit(raw, this.path.typed, this.path.text, this.limits);
      // Most contexts come but once: their lists are not kept.
      const isPlain = slot.seen === SEEN.present && Array.isArray(groups) && raw.every((each) => isPlainRecord(each as object));
      slot.list = isPlain ? { raw, before: [...raw], items: undefined, limits: this.limits } : undefined;
      slot.seen = SEEN.present;
      return groups;
    } catch {
      // Only a proxy's trap, or what was no accessor when it was looked at, can throw here.
      return new Fault("context/unreadable", { path: this.path.text });
    }
  }

  private seenGroup(raw: object, at: number): Group {
    return new Group(new SeenFields(raw, joinPath(this.path.text, at), this.limits));
  }
}

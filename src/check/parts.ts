/** What is known of the parts of a list or map that is written out. */
import type { MapEntry } from "../syntax/ast.js";

/** Of more parts than this, names are looked up in a table. */
const FEW = 8;

/** What is known by position in a list, by key in a map. The names of a map are those of its node, so that nothing is copied for a pass. */
export class Parts<Part> {
  private places: Map<string, number> | undefined = undefined;

  constructor(
    readonly each: readonly Part[],
    /** Undefined for a list. No key stands in a map twice. */
    readonly entries: readonly MapEntry[] | undefined,
  ) {}

  /** The part at a position or under a name. */
  get(key: string | number): Part | undefined {
    if (typeof key === "number") return this.entries ? undefined : this.each[key];
    const place = this.entries && this.placeOf(key, this.entries);
    return place === undefined ? undefined : this.each[place];
  }

  /** The part that stands where one stands in parts as many; in another map it may stand at another place. */
  like(other: Parts<Part>, place: number): Part | undefined {
    if (!this.entries || !other.entries) return this.entries === other.entries ? this.each[place] : undefined;
    const { key } = other.entries[place] as MapEntry;
    return this.entries[place]?.key === key ? this.each[place] : this.get(key);
  }

  private placeOf(name: string, entries: readonly MapEntry[]): number | undefined {
    if (entries.length > FEW) {
      this.places ??= new Map(entries.map(({ key }, place) => [key, place]));
      return this.places.get(name);
    }
    for (let place = 0; place < entries.length; place++) if ((entries[place] as MapEntry).key === name) return place;
    return undefined;
  }
}

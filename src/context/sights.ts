/** The contexts that an environment's expressions have seen, as long as their hosts keep them; and the short ways to what is read of them. */
import type { Limits } from "../base/limits.js";
import { isPlainRecord, own } from "../values/own.js";
import { GroupLane } from "./group-lane.js";
import { type Lane, laneOf } from "./lane.js";
import type { ReadPath } from "./paths.js";
import type { Sight } from "./sight.js";
import type { Start } from "./start.js";

/** So many contexts in a row that nobody saw again: most hosts have a new one for every token. */
const PATIENCE = 64;
/** Then one in so many is remembered, to notice when they begin to come again: a weak reference costs more than a token. */
const SAMPLED = 16;

/** The most attributes of one environment that have a short way. */
const MOST_LANES = 128;

/** Makes what is remembered of a context. */
type Maker<S extends Sight> = new (...parts: ConstructorParameters<typeof Sight>) => S;

/** What an environment remembers of contexts. Nothing of it keeps a context alive. */
export class Sights {
  /** Contexts that came with no word of their caller. */
  private readonly alone = new WeakMap<object, Sight>();
  /** Contexts whose caller said a grant. */
  private readonly asked = new WeakMap<object, Sight>();
  private readonly lanes = new Map<string, Lane | GroupLane | undefined>();
  private count = 0;
  /** How many contexts came since one came again. */
  private unseen = 0;

  constructor(private readonly limits: Limits) {}

  /** The short way to a path; undefined where there is none. */
  laneOf(path: ReadPath, limits: Limits): Lane | GroupLane | undefined {
    // An environment that was copied with other limits has no short ways: they hold data to those they were made with.
    if (limits !== this.limits) return undefined;
    const { text } = path;
    if (this.lanes.has(text) || this.lanes.size >= MOST_LANES) return this.lanes.get(text);
    const isGroups = path.root.name === "groups" && path.root.location.length === 1 && path.keys.length === 0;
    const lane = isGroups ? new GroupLane(path, this.count, this.limits) : laneOf(path, this.count, this.limits);
    if (lane) this.count++;
    this.lanes.set(text, lane);
    return lane;
  }

  /** What was seen of a context, with a new stamp, where it still is of the same grant and nobody is at work on it. */
  again(context: unknown): Sight | undefined {
    const sight = this.alone.get(context as object);
    return sight !== undefined && this.begun(sight) ? sight : undefined;
  }

  /** The same for a context whose caller said a grant. */
  askedAgain(context: unknown, asked: string, supplied: object | undefined): Sight | undefined {
    const sight = this.asked.get(context as object);
    return sight !== undefined && sight.asked === asked && sight.supplied === supplied && this.begun(sight) ? sight : undefined;
  }

  private begun(sight: Sight): boolean {
    if (sight.isBusy) return false;
    try {
      if (!sight.begin()) return false;
    } catch {
      // What was plain data and throws now is read with care, and is named there.
      return false;
    }
    if (sight.slots.length < this.count) sight.grow(this.count);
    if (this.unseen > 0) this.unseen = 0;
    return true;
  }

  /** Begins to look at a context; undefined where it is no plain record. What `again` gives was made here. */
  first<S extends Sight>(
    make: Maker<S>,
    context: unknown,
    start: Start,
    asked: string | undefined,
    supplied: object | undefined,
  ): S | undefined {
    try {
      if (typeof context !== "object" || context === null || !isPlainRecord(context)) return undefined;
      const grant = own(context, "grant");
      const grantText = grant.state === "value" ? grant.value : undefined;
      const sight = new make(context, start, asked, supplied, grantText, this.lanes, this.count);
      this.unseen++;
      sight.isKept = this.unseen < PATIENCE || this.unseen % SAMPLED === 0;
      if (sight.isKept) (asked === undefined ? this.alone : this.asked).set(context, sight);
      return sight;
    } catch {
      // Only a proxy's trap can throw here; it is read with care.
      return undefined;
    }
  }
}

/** The contexts that an environment's expressions have seen, as long as their hosts keep them; and the short ways to what is read of them. */
import type { Limits } from "../base/limits.js";
import { isPlainRecord, own } from "../values/own.js";
import { GroupLane } from "./group-lane.js";
import { type Lane, laneOf } from "./lane.js";
import type { ReadPath } from "./paths.js";
import { Sight } from "./sight.js";
import type { Start } from "./start.js";

/** So many contexts in a row that nobody saw again: most hosts have a new one for every token. */
const PATIENCE = 64;
/** Then one in so many is remembered, to notice when they begin to come again: a weak reference costs more than a token. */
const SAMPLED = 16;

/** The most attributes of one environment that have a short way. */
const MOST_LANES = 128;

/** What an environment remembers of contexts. Nothing of it keeps a context alive. */
export class Sights {
  private readonly contexts = new WeakMap<object, Sight>();
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

  /** What was seen of a context, with a new stamp, where it still holds. */
  again(context: unknown, asked: string | undefined, supplied: object | undefined): Sight | undefined {
    const sight = this.contexts.get(context as object);
    if (sight === undefined || sight.asked !== asked || sight.supplied !== supplied) return undefined;
    try {
      if (sight.stamps.length < this.count || !sight.holds()) return undefined;
    } catch {
      // What was plain data and throws now is read with care, and is named there.
      return undefined;
    }
    sight.stamp++;
    if (this.unseen > 0) this.unseen = 0;
    return sight;
  }

  /** Begins to look at a context; undefined where it is no plain record. */
  first(context: unknown, start: Start, asked: string | undefined, supplied: object | undefined): Sight | undefined {
    try {
      if (typeof context !== "object" || context === null || !isPlainRecord(context)) return undefined;
      const grant = own(context, "grant");
      const grantText = grant.state === "value" ? grant.value : undefined;
      const sight = new Sight(context, start, asked, supplied, grantText, this.lanes, this.count);
      this.unseen++;
      sight.isKept = this.unseen < PATIENCE || this.unseen % SAMPLED === 0;
      if (sight.isKept) this.contexts.set(context, sight);
      return sight;
    } catch {
      // Only a proxy's trap can throw here; it is read with care.
      return undefined;
    }
  }
}

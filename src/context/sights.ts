/** The contexts that an environment's expressions have seen, as long as their hosts keep them; and the short ways to what is read of them. */
import type { Limits } from "../base/limits.js";
import { isPlainRecord, own } from "../values/own.js";
import { GroupLane } from "./group-lane.js";
import { type Lane, laneOf } from "./lane.js";
import { mark, markOf } from "./marks.js";
import type { ReadPath } from "./paths.js";
import type { Sight } from "./sight.js";
import type { Start } from "./start.js";

/** How often a context has come that may well come no more. */
const SELDOM = 16;

/** The most attributes of one environment that have a short way. */
const MOST_LANES = 128;

/** Makes what is remembered of a context. */
type Maker<S extends Sight> = new (...parts: ConstructorParameters<typeof Sight>) => S;

/** What an environment remembers of contexts. Nothing of it keeps a context alive. */
export class Sights {
  /** Contexts that come again and again, are marked by another environment, or cannot be marked. */
  private readonly known = new WeakMap<object, Sight>();
  private readonly lanes = new Map<string, Lane | GroupLane | undefined>();
  private count = 0;

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

  /**
   * What was seen of a context, with a new stamp, where it still is of the same grant and nobody is at work on it.
   *
   * @param asked the grant that the caller said
   */
  again(context: unknown, asked?: string, supplied?: object): Sight | undefined {
    const known = this.known.get(context as object);
    const sight = known !== undefined && isOf(known, asked, supplied) ? known : this.marked(context, asked, supplied, known);
    return sight !== undefined && this.begun(sight) ? sight : undefined;
  }

  private marked(context: unknown, asked?: string, supplied?: object, known?: Sight): Sight | undefined {
    if (typeof context !== "object" || context === null) return undefined;
    const sight = markOf(context);
    if (sight === undefined || sight.owner !== this || !isOf(sight, asked, supplied)) return undefined;
    // To put it into the weak map takes long, to find it there does not.
    if (sight.stamp > SELDOM && known === undefined) this.known.set(context, sight);
    return sight;
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
      const sight = new make(this, context, start, asked, supplied, grantText, this.lanes, this.count);
      this.keep(context, sight);
      return sight;
    } catch {
      // Only a proxy's trap can throw here; it is read with care.
      return undefined;
    }
  }

  private keep(context: object, sight: Sight): void {
    if (markOf(context) === undefined && Object.isExtensible(context)) mark(context, sight);
    else this.known.set(context, sight);
  }
}

/** Whether it was seen for a caller who says the same. */
function isOf(sight: Sight, asked?: string, supplied?: object): boolean {
  return sight.asked === asked && sight.supplied === supplied;
}

/** What was seen of one context: what lies where in it, so that it is not taken apart anew for every expression and every token. */
import { isPlainRecord, own } from "../values/own.js";
import type { Fault, Value } from "../values/value.js";
import type { Grant } from "./grants.js";
import type { Start } from "./start.js";

/** The places where attributes lie. Attributes of `user` and `app` lie in their profile where there is one. */
export const PLACES = ["user", "userTop", "app", "appTop", "appuser", "groups"] as const;

/** A place by its number. */
export type Place = number;

/** What lies at a place: an object, null where its root is absent, undefined where it takes more care to read. */
export type Found = object | null | undefined;

/** A context whose own properties are read by name. */
interface Direct {
  readonly grant?: unknown;
  readonly user?: DirectRoot;
  readonly app?: DirectRoot;
  readonly appuser?: unknown;
  readonly groups?: unknown;
}
interface DirectRoot {
  readonly profile?: unknown;
}

const P: object = Object.prototype;

/** What can tell of an attribute that it was looked for in vain. */
export interface LookedFor {
  isUnset(sight: Sight): boolean;
}

/** A host's list as it was seen, and what it became. */
export interface SeenList {
  readonly raw: readonly unknown[];
  readonly before: readonly unknown[];
  /** Of groups, made when the list comes again: a list that is seen once needs none. */
  items: readonly Value[] | undefined;
}

/** Nobody has looked at a place yet. */
const UNSEEN: object = Object.freeze(Object.create(null));

/** How an attribute was found when it was first looked at. */
export const SEEN = { not: 0, present: 1, missing: 2 } as const;

/**
 * One context as it was first seen. What is remembered is where things lie and that they are plain data, never that they
 * stay the same: values are read again for each evaluation, and objects that were exchanged are looked at again.
 */
export class Sight {
  /** Counts evaluations and tokens: what was read in one holds until its end. */
  stamp = 0;
  /** It is remembered, so that it is worth noting what may come again. */
  isKept = false;
  readonly stamps: number[];
  readonly values: (Value | Fault)[];
  readonly seen: number[];
  /** What a list was admitted as, while the host's list holds the same. */
  readonly lists: (SeenList | undefined)[];
  /** By place: what there is, or that nobody has looked. */
  private readonly places: Found[] = [UNSEEN, UNSEEN, UNSEEN, UNSEEN, UNSEEN, UNSEEN];
  private user: unknown = UNSEEN;
  private userProfile: unknown = undefined;
  private app: unknown = UNSEEN;
  private appProfile: unknown = undefined;
  private appuser: unknown = UNSEEN;
  private groups: unknown = UNSEEN;

  /**
   * @param asked the grant that the caller said
   * @param supplied the `app` that stands in where the context has none
   */
  constructor(
    readonly context: object,
    readonly start: Start,
    readonly asked: string | undefined,
    readonly supplied: object | undefined,
    private readonly grantText: unknown,
    private readonly lanes: ReadonlyMap<string, LookedFor | undefined>,
    count: number,
  ) {
    this.stamps = new Array<number>(count).fill(-1);
    this.values = new Array<Value>(count).fill(null);
    this.seen = new Array<number>(count).fill(SEEN.not);
    this.lists = new Array<SeenList | undefined>(count).fill(undefined);
  }

  /**
   * Whether everything that was looked at still is where it was. A name that was not there is only read while no stranger
   * has put it on `Object.prototype`.
   */
  holds(): boolean {
    const context = this.context as Direct;
    const { grantText, user, app, appuser, groups } = this;
    if (grantText === undefined ? "grant" in P || context.grant !== undefined : context.grant !== grantText) return false;
    if (user !== UNSEEN) {
      if (user === undefined && "user" in P) return false;
      const now = context.user;
      if (now !== user || (this.places[1] && !this.isSameProfile(now as DirectRoot, this.userProfile))) return false;
    }
    if (app !== UNSEEN) {
      if (app === undefined && "app" in P) return false;
      const now = this.supplied ?? context.app;
      if (now !== app || (this.places[3] && !this.isSameProfile(now as DirectRoot, this.appProfile))) return false;
    }
    if (appuser !== UNSEEN && ((appuser === undefined && "appuser" in P) || context.appuser !== appuser)) return false;
    return groups === UNSEEN || (!(groups === undefined && "groups" in P) && context.groups === groups);
  }

  private isSameProfile(root: DirectRoot, profile: unknown): boolean {
    return !(profile === undefined && "profile" in P) && root.profile === profile;
  }

  /** Whether it is known already that an attribute has no value although its root is there. */
  isUnset(path: string): boolean {
    return this.lanes.get(path)?.isUnset(this) === true;
  }

  /** What lies at a place. */
  at(place: Place): Found {
    const found = this.places[place];
    return found === UNSEEN ? this.lookAt(place) : found;
  }

  private lookAt(place: Place): Found {
    try {
      this.look(place);
    } catch {
      // Only a proxy's trap can throw here; whoever reads with more care meets it again, and says so.
      this.places[place] = undefined;
    }
    return this.places[place];
  }

  private look(place: Place): void {
    const { grant } = this.start;
    switch (PLACES[place]) {
      case "user":
      case "userTop":
        this.user = this.lookAtTop("user");
        this.userProfile = this.split(0, this.user, isAbsent(grant, "user") ? null : undefined);
        break;
      case "app":
      case "appTop":
        this.app = this.supplied ?? this.lookAtTop("app");
        this.appProfile = this.split(2, this.app, undefined);
        break;
      case "appuser":
        this.appuser = this.lookAtTop("appuser");
        this.places[4] = isAbsent(grant, "appuser") ? null : objectIn(this.appuser, null);
        break;
      default:
        this.groups = this.lookAtTop("groups");
        this.places[5] = isAbsent(grant, "user") ? null : Array.isArray(this.groups) ? this.groups : undefined;
    }
  }

  /** What the context has under a name. An accessor is left as if nobody had looked, so that nobody reads it. */
  private lookAtTop(name: string): unknown {
    const found = own(this.context, name);
    return found.state === "value" ? found.value : found.state === "missing" ? undefined : UNSEEN;
  }

  /** Fills the two places of a record that has a profile; gives the profile. */
  private split(place: Place, raw: unknown, absent: null | undefined): unknown {
    const isUser = place === 0;
    const top = absent === null ? null : objectIn(raw, isUser ? null : undefined);
    this.places[place] = top;
    this.places[place + 1] = top;
    if (!top) return undefined;
    const profile = own(top, "profile");
    const inside = profile.state === "value" ? profile.value : undefined;
    if (profile.state === "accessor") this.places.fill(undefined, place, place + 2);
    else if (inside !== undefined && inside !== null) this.places[place] = objectIn(inside, undefined);
    return inside;
  }

  /** Whether the attributes of a place lie in a profile, so that one that is missing there may stand beside it. */
  isProfile(place: Place): boolean {
    return this.places[place] !== this.places[place + 1];
  }
}

/** A plain record; what stands for nobody where there is null; undefined for anything else. */
function objectIn(raw: unknown, nobody: null | undefined): Found {
  if (raw === undefined || raw === null) return nobody;
  return typeof raw === "object" && raw !== UNSEEN && !Array.isArray(raw) && isPlainRecord(raw) ? raw : undefined;
}

function isAbsent(grant: Grant | undefined, party: "user" | "appuser"): boolean {
  return grant !== undefined && (grant.user === "absent" || grant[party] === "absent");
}

/** What was seen of one context: what lies where in it, so that it is not taken apart anew for every expression and every token. */
import { isPlainRecord, own } from "../values/own.js";
import type { Fault, Value } from "../values/value.js";
import type { Grant } from "./grants.js";
import type { ListMemory, SeenList } from "./seen-list.js";
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

/** Nobody has looked there yet; also what nobody reads: an accessor, and what the grant has nobody for. */
const UNSEEN: object = Object.freeze(Object.create(null));

/** How an attribute was found when it was first looked at. */
export const SEEN = { not: 0, present: 1, missing: 2 } as const;

/** What is known of one attribute of a context. */
export class Slot {
  /** The evaluation or token that the value was read in. */
  stamp = -1;
  value: Value | Fault = null;
  seen: number = SEEN.not;
  /** The text that a token can carry as it is, as it was last. */
  fit: string | undefined = undefined;
  /** What a list was admitted as, while the host's list holds the same. */
  list: SeenList | undefined = undefined;
}

/** What is known of a context that takes more care to read; nobody writes to it, since nobody begins it again. */
const NO_SLOTS: (Slot | undefined)[] = [];
const CARE: Found[] = Object.freeze(PLACES.map(() => undefined)) as Found[];

/** Places whose objects may be profiles; the root's own object is the place behind each. */
const USER = PLACES.indexOf("user");
const APP = PLACES.indexOf("app");
const APPUSER = PLACES.indexOf("appuser");
const GROUPS = PLACES.indexOf("groups");

/**
 * One context as it was first seen. What is remembered is where things lie and that they are plain data, never that they
 * stay the same: values are read again for each evaluation, and objects that were exchanged are looked at again.
 */
export class Sight {
  /** Counts evaluations and tokens: what was read in one holds until its end. */
  stamp = 0;
  /** An evaluation is under way, and what it has read holds until its end. */
  isBusy = false;
  /** By number of the attribute; none where nobody has looked. */
  readonly slots: (Slot | undefined)[];
  /** By place: what there is. */
  private readonly places: Found[];
  /** The evaluation or token for which that is known to be where it was. */
  private verified = 0;
  /** Lists that have no short way, by their paths. */
  private lists: Map<string, ListMemory> | undefined = undefined;
  private user: unknown = UNSEEN;
  private userProfile: unknown = undefined;
  private app: unknown = UNSEEN;
  private appProfile: unknown = undefined;
  private appuser: unknown = UNSEEN;
  private groups: unknown = UNSEEN;

  /**
   * @param owner whose short ways it knows
   * @param context undefined where everything takes more care to read
   * @param asked the grant that the caller said
   * @param supplied the `app` that stands in where the context has none
   */
  constructor(
    readonly owner: object | undefined,
    private readonly context: object | undefined,
    readonly start: Start,
    readonly asked: string | undefined,
    readonly supplied: object | undefined,
    private readonly grantText: unknown,
    private readonly lanes: ReadonlyMap<string, LookedFor | undefined>,
    count: number,
  ) {
    const isPlain = context !== undefined;
    this.slots = isPlain ? new Array<Slot | undefined>(count).fill(undefined) : NO_SLOTS;
    this.places = isPlain ? [UNSEEN, UNSEEN, UNSEEN, UNSEEN, UNSEEN, UNSEEN] : CARE;
  }

  /** Begins another evaluation or token; false where the context says another grant now, on which everything hangs. */
  begin(): boolean {
    const { grantText } = this;
    if ((grantText === undefined && "grant" in P) || (this.context as Direct).grant !== grantText) return false;
    this.stamp++;
    return true;
  }

  /** Makes room for attributes that came to be known since. */
  grow(count: number): void {
    while (this.slots.length < count) this.slots.push(undefined);
  }

  /** What is known of an attribute. */
  slotOf(index: number): Slot {
    const known = this.slots[index];
    if (known !== undefined) return known;
    const slot = new Slot();
    this.slots[index] = slot;
    return slot;
  }

  /** Where the list at a path is remembered that has no short way. */
  listAt(path: string): ListMemory {
    this.lists ??= new Map();
    if (!this.lists.has(path)) this.lists.set(path, { list: undefined });
    return this.lists.get(path) as ListMemory;
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

  /**
   * What lies at a place where an object was seen, for an evaluation that looks but once; undefined where something else
   * lies there now. What is no data any more can throw.
   */
  glance(place: Place): Found {
    const context = this.context as Direct;
    if (place === APPUSER) return context.appuser === this.appuser ? this.places[place] : undefined;
    if (place === GROUPS) return context.groups === this.groups ? this.places[place] : undefined;
    const isUser = place < APP;
    const root = isUser ? context.user : (this.supplied ?? context.app);
    if (root !== (isUser ? this.user : this.app)) return undefined;
    const profile = isUser ? this.userProfile : this.appProfile;
    return isSameProfile(root as DirectRoot, profile) ? this.places[place] : undefined;
  }

  /** Looks whether what was seen is where it was: before anything is read in an evaluation or token. */
  protected verify(): void {
    if (this.verified === this.stamp) return;
    this.verified = this.stamp;
    const context = this.context as Direct;
    const { user, app, appuser, groups } = this;
    try {
      if (user !== UNSEEN && (isSpoiled(user, "user") || context.user !== user || !isSameProfile(user, this.userProfile)))
        this.forget(USER);
      if (
        app !== UNSEEN &&
        (isSpoiled(app, "app") || (this.supplied ?? context.app) !== app || !isSameProfile(app, this.appProfile))
      )
        this.forget(APP);
      if (appuser !== UNSEEN && (isSpoiled(appuser, "appuser") || context.appuser !== appuser)) this.forget(APPUSER);
      if (groups !== UNSEEN && (isSpoiled(groups, "groups") || context.groups !== groups)) this.forget(GROUPS);
    } catch {
      // Only a proxy's trap, or what was no accessor when it was looked at, can throw here; whoever reads with more care says so.
      this.places.fill(undefined);
    }
  }

  /** What is no more where it was is looked at again. */
  private forget(place: Place): void {
    for (const slot of this.slots) if (slot !== undefined) slot.seen = SEEN.not;
    if (place === USER) this.user = UNSEEN;
    else if (place === APP) this.app = UNSEEN;
    else if (place === APPUSER) this.appuser = UNSEEN;
    else this.groups = UNSEEN;
    this.places.fill(UNSEEN, place, place < APPUSER ? place + 2 : place + 1);
  }

  /** Looks at a place with care, for the first time or because something else lies there now. */
  private lookAt(place: Place): Found {
    const { grant } = this.start;
    this.places[place] = undefined;
    try {
      if (place <= USER + 1) {
        const absent = isAbsent(grant, "user");
        this.user = absent ? UNSEEN : this.lookAtTop("user");
        this.userProfile = this.split(USER, this.user, absent ? null : undefined);
      } else if (place <= APP + 1) {
        this.app = this.supplied ?? this.lookAtTop("app");
        this.appProfile = this.split(APP, this.app, undefined);
      } else if (place === APPUSER) {
        const absent = isAbsent(grant, "appuser");
        this.appuser = absent ? UNSEEN : this.lookAtTop("appuser");
        this.places[place] = absent ? null : objectIn(this.appuser, null);
      } else {
        const absent = isAbsent(grant, "user");
        this.groups = absent ? UNSEEN : this.lookAtTop("groups");
        this.places[place] = absent ? null : Array.isArray(this.groups) ? this.groups : undefined;
      }
    } catch {
      // Only a proxy's trap can throw here; whoever reads with more care says so.
      this.places[place] = undefined;
    }
    return this.places[place];
  }

  /** What the context has under a name. An accessor is left, so that nobody reads it. */
  private lookAtTop(name: string): unknown {
    const found = own(this.context as object, name);
    return found.state === "value" ? found.value : found.state === "missing" ? undefined : UNSEEN;
  }

  /** Fills the two places of a record that may have a profile; gives the profile, where it may be read. */
  private split(place: Place, raw: unknown, absent: null | undefined): unknown {
    this.places.fill(undefined, place, place + 2);
    const top = absent === null ? null : objectIn(raw, place === USER ? null : undefined);
    const profile = top ? own(top, "profile") : undefined;
    if (profile?.state === "accessor") return UNSEEN;
    const inside = profile?.state === "value" ? profile.value : undefined;
    this.places[place + 1] = top;
    this.places[place] = inside === undefined || inside === null ? top : objectIn(inside, undefined);
    return top ? inside : UNSEEN;
  }

  /** Whether the attributes of a place lie in a profile, so that one that is missing there may stand beside it. */
  isProfile(place: Place): boolean {
    return (place === USER || place === APP) && this.places[place] !== this.places[place + 1];
  }
}

/** Whether a name that was not there has come to be on `Object.prototype`, so that nobody may read it. */
function isSpoiled(seen: unknown, name: string): boolean {
  return seen === undefined && name in P;
}

/** Whether a root has the profile that it had, where that was read. */
function isSameProfile(root: unknown, profile: unknown): boolean {
  return profile === UNSEEN || (!isSpoiled(profile, "profile") && (root as DirectRoot).profile === profile);
}

/** A plain record; what stands for nobody where there is null; undefined for anything else. */
function objectIn(raw: unknown, nobody: null | undefined): Found {
  if (raw === undefined || raw === null) return nobody;
  return typeof raw === "object" && raw !== UNSEEN && !Array.isArray(raw) && isPlainRecord(raw) ? raw : undefined;
}

function isAbsent(grant: Grant | undefined, party: "user" | "appuser"): boolean {
  return grant !== undefined && (grant.user === "absent" || grant[party] === "absent");
}

/** Fetches one path from the data of one evaluation, and says why there is nothing where there is nothing. */
import type { Limits } from "../base/limits.js";
import type { ReasonCode } from "../diagnostics/reasons.js";
import { printType } from "../types/print.js";
import { ANY_MAP, optional, type Typed } from "../types/type.js";
import { admit, admitNow } from "../values/admit.js";
import { describeHost, isPlainObject, type Own, own } from "../values/own.js";
import { joinPath } from "../values/path.js";
import { Fault, isFault, type MapValue, Timestamp, type Value } from "../values/value.js";
import type { Grant, Party, Presence } from "./grants.js";
import type { ReadPath } from "./paths.js";
import type { Root } from "./roots.js";
import { admitAgain } from "./seen-list.js";
import type { Sight } from "./sight.js";

/** Why a path has no value: the code, and the path to supply. */
export interface Missing {
  readonly code: ReasonCode;
  readonly path: string;
}

const PROFILE: Typed = optional(ANY_MAP);

/** Something found in the data, not admitted yet; or nothing, with the number of keys after which it ended. */
export type Found = { readonly raw: unknown; readonly at: string } | { readonly missingAfter: number } | Fault;

/** Reads the paths of one context. Nothing in the context is changed; each property is read by its descriptor. */
export class ContextReader {
  /** What was read: every program of a token, and whoever asks for a reason, sees the same. */
  private known: Map<string, Value | Fault> | undefined;

  /**
   * @param source the host's data, null where the host gave none; or what puts it together when it is first read
   * @param grant who is present; undefined where no grant is known and the data alone decides
   * @param grantName the grant's name in a sentence
   * @param sight what was seen of the context before
   */
  constructor(
    private source: object | null | (() => object),
    private readonly grant: Grant | undefined,
    readonly grantName: string,
    private readonly limits: Limits,
    readonly sight?: Sight | undefined,
  ) {}

  private get context(): object | null {
    if (typeof this.source === "function") this.source = this.source();
    return this.source;
  }

  /** Whether a party is there, by the grant; `optional` where the data decides. */
  presence(party: Party): Presence {
    return this.grant ? this.grant[party] : "optional";
  }

  /** Who has none of what a reason needs, in a sentence: the grant, where it never has one, otherwise this context. */
  whoLacks(code: ReasonCode): string {
    return this.presence(code === "needs-session" ? "session" : "user") === "absent" ? this.grantName : "this context";
  }

  /** The admitted value at a path, null where there is none, or a fault. */
  read(path: ReadPath): Value | Fault {
    const known = this.known?.get(path.text);
    if (known !== undefined) return known;
    this.known ??= new Map();
    try {
      const value = this.fetch(path);
      // What could not be read for lack of stack may be readable for the next one who asks.
      if (!(value instanceof Fault) || value.code !== "context/unreadable") this.known.set(path.text, value);
      return value;
    } catch {
      // Only a proxy's trap or an exhausted stack can throw here; the fault says that the data could not be read.
      return new Fault("context/unreadable", { path: path.text });
    }
  }

  private fetch(path: ReadPath): Value | Fault {
    if (path.root.layout === "clock") return this.clock();
    if (path.root.layout === "grant") return this.grantFacts(path);
    const found = this.lookFor(path);
    if (found instanceof Fault) return found;
    if ("missingAfter" in found) return this.missingValue(path, found.missingAfter);
    if (path.keys.length === 0 && path.root.layout !== "flat") return this.record(path, found.raw as object);
    const { raw, at } = found;
    const memory = Array.isArray(raw) ? this.sight?.listAt(path.text) : undefined;
    return admitAgain(memory, raw, path.typed, at, this.limits);
  }

  /** Whether there is something at a path, without admitting it; a fault where something is missing that must be there. */
  holds(path: ReadPath): boolean | Fault {
    try {
      const found = this.lookFor(path);
      if (found instanceof Fault) return found;
      const missing = "missingAfter" in found ? this.missingValue(path, found.missingAfter) : undefined;
      return missing instanceof Fault ? missing : missing === undefined;
    } catch {
      // As in `read`.
      return new Fault("context/unreadable", { path: path.text });
    }
  }

  /** The context's `now`. */
  private clock(): Value | Fault {
    const found = this.context === null ? undefined : own(this.context, "now");
    if (found?.state === "accessor") return new Fault("context/accessor", { path: "now" });
    const now = admitNow(found?.state === "value" ? found.value : undefined);
    return typeof now === "number" ? new Timestamp(now) : now;
  }

  /** What is known of the grant; of an unknown one, that it allows nothing special. */
  private grantFacts(path: ReadPath): Value {
    const facts = new Map<string, Value>([
      ["name", this.grant ? this.grantName : null],
      ["manyGroups", this.grant !== undefined && Object.hasOwn(this.grant, "manyGroups") && this.grant.manyGroups === true],
    ]);
    return path.keys.length === 0 ? facts : (facts.get(path.keys[0] as string) ?? null);
  }

  /** Whether a root is there at all, without admitting what is in it. */
  present(root: Root): boolean | Fault {
    try {
      const start = this.start(root);
      return start instanceof Fault ? start : start !== null;
    } catch {
      // As in `read`.
      return new Fault("context/unreadable", { path: root.name });
    }
  }

  /** Why `read` gave null. */
  whyMissing(path: ReadPath): Missing {
    try {
      return this.findMissing(path);
    } catch {
      // As in `read`: data that answered once need not answer twice.
      return { code: path.root.unset, path: path.text };
    }
  }

  private findMissing(path: ReadPath): Missing {
    const { root } = path;
    if (this.sight?.isUnset(path.text)) return { code: root.unset, path: path.text };
    if (root.layout === "clock") return { code: root.unset, path: path.text };
    const present = this.present(root);
    if (present === false) return this.missingRoot(path);
    if (present !== true) return { code: root.unset, path: path.text };
    const found = this.lookFor(path);
    const after = !isFault(found as Value | Fault) && "missingAfter" in found ? found.missingAfter : path.keys.length;
    return { code: root.unset, path: partOf(path, after) };
  }

  /** Why a root is not there: nobody to have it, or nobody gave it. */
  private missingRoot(path: ReadPath): Missing {
    const { needs, missing, unset, name } = path.root;
    if (needs && (name === needs || !this.partyIsThere(needs))) return { code: this.absentParty(needs), path: path.text };
    return missing ? { code: missing, path: name } : { code: unset, path: partOf(path, firstStep(path)) };
  }

  /** Whether the data has the party, on a grant that may have it. */
  private partyIsThere(party: Party): boolean {
    if (this.presence(party) === "absent" || this.presence("user") === "absent") return false;
    return this.rootOwn(party) !== undefined;
  }

  private absentParty(party: Party): ReasonCode {
    if (party === "session") return "needs-session";
    if (party === "user" || this.presence("user") === "absent") return "needs-user";
    const userThere = this.presence("user") === "present" || this.rootOwn("user") !== undefined;
    return userThere ? "needs-assignment" : "needs-user";
  }

  /** A root's data when it is plain and not null. */
  private rootOwn(name: string): unknown {
    const found = this.context === null ? undefined : own(this.context, name);
    return found?.state === "value" && found.value !== null ? found.value : undefined;
  }

  /** The object (or list) of a root, null where it is absent. */
  private start(root: Root): object | null | Fault {
    if (root.needs && this.presence(root.needs) === "absent") return null;
    if (root.needs === "appuser" && this.presence("user") === "absent") return null;
    let raw: unknown = this.context;
    let at = "";
    for (const key of root.location) {
      if (raw === null || raw === undefined) break;
      at = joinPath(at, key);
      const next = this.step(raw, key, at);
      if (next instanceof Fault) return next;
      raw = next.state === "value" ? next.value : null;
    }
    if (raw === null || raw === undefined) return root.emptyWhenMissing && root.needs && this.partyIsThere(root.needs) ? [] : null;
    const wanted = root.type.kind === "list" ? Array.isArray(raw) : typeof raw === "object" && !Array.isArray(raw);
    if (!wanted) return new Fault("context/type-mismatch", { path: at, actual: describeHost(raw), wanted: root.type.kind });
    if (root.type.kind !== "list" && !isPlainObject(raw as object))
      return new Fault("context/not-plain", { path: at, actual: describeHost(raw) });
    return raw as object;
  }

  private step(raw: unknown, key: string, at: string): Own | Fault {
    if (typeof raw !== "object" || raw === null || Array.isArray(raw))
      return new Fault("context/type-mismatch", { path: at, actual: describeHost(raw), wanted: "map" });
    const found = own(raw, key);
    return found.state === "accessor" ? new Fault("context/accessor", { path: at }) : found;
  }

  /** What stands at a path; a reader of several claims remembers it. */
  protected lookFor(path: ReadPath): Found {
    return this.find(path);
  }

  /** Walks the keys. A key that is not there, or null on the way, ends the walk. */
  private find(path: ReadPath): Found {
    const start = this.start(path.root);
    if (start instanceof Fault) return start;
    if (start === null) return { missingAfter: 0 };
    let raw: unknown = start;
    let at = dataPath(path.root);
    for (let index = 0; index < path.keys.length; index++) {
      const key = path.keys[index] as string;
      at = joinPath(at, key);
      const found = index <= 1 ? this.layoutStep(path, index, start, raw, at) : this.member(raw, key, at, typeAround(path, index));
      if (found instanceof Fault) return found;
      if (found.state !== "value" || found.value === null || found.value === undefined) return { missingAfter: index + 1 };
      raw = found.value;
    }
    return { raw, at };
  }

  /** The first two steps, where `user` and `app` keep attributes beside `profile` or inside it. */
  private layoutStep(path: ReadPath, index: number, start: object, raw: unknown, at: string): Own | Fault {
    const { root } = path;
    const key = path.keys[index] as string;
    if (index === 0 && key === "profile" && root.layout !== "flat") {
      // `app.profile.x` may stand beside `profile`; only the profile as a whole is merged.
      const value = root.layout === "app" && path.keys.length > 1 ? start : this.mergedProfile(root, start);
      return value instanceof Fault ? value : { state: "value", value };
    }
    if (index === 0 && root.layout === "user" && !root.builtIn.has(key)) return this.eitherPlace(start, key, at);
    if (index === 1 && root.layout === "app" && path.keys[0] === "profile") return this.profileProperty(root, start, key, at);
    return this.member(raw, key, at, typeAround(path, index));
  }

  private eitherPlace(start: object, key: string, at: string): Own | Fault {
    const profile = this.profileOf(start, at);
    if (profile instanceof Fault) return profile;
    const inside = profile && this.member(profile, key, at, PROFILE);
    return inside && (inside instanceof Fault || inside.state !== "missing") ? inside : this.member(start, key, at, undefined);
  }

  private profileProperty(root: Root, start: object, key: string, at: string): Own | Fault {
    if (!root.builtIn.has(key) && key !== "profile") return this.eitherPlace(start, key, at);
    const profile = this.profileOf(start, at);
    if (profile instanceof Fault) return profile;
    return profile ? this.member(profile, key, at, PROFILE) : { state: "missing" };
  }

  /** What `profile` holds, which must be a plain map where there is something; `at` is what is looked for in it. */
  private profileOf(start: object, at: string): object | undefined | Fault {
    const profile = own(start, "profile");
    if (profile.state === "accessor") return new Fault("context/accessor", { path: at });
    if (profile.state !== "value" || profile.value === null || profile.value === undefined) return undefined;
    return this.plainMap(profile.value, at, PROFILE) ?? (profile.value as object);
  }

  /** The profile as one plain map: what is inside `profile`, and what stands beside it and is not built in. */
  private mergedProfile(root: Root, start: object): object | null | Fault {
    const merged: Record<string, unknown> = Object.create(null);
    const inside = this.profileOf(start, joinPath(dataPath(root), "profile"));
    if (inside instanceof Fault) return inside;
    for (const holder of [start, inside]) {
      if (holder === undefined) continue;
      copyDescriptors(holder, merged, (key) => holder === start && (key === "profile" || root.builtIn.has(key)));
    }
    // A user is there with or without a profile; a client without any property has none.
    const none = inside === undefined && Object.keys(merged).length === 0;
    return none && root.layout === "app" ? null : merged;
  }

  /** The fault of what is no plain map. */
  private plainMap(raw: unknown, at: string, holder: Typed): Fault | undefined {
    const actual = describeHost(raw);
    if (typeof raw !== "object" || raw === null || Array.isArray(raw))
      return new Fault("context/type-mismatch", { path: at, actual, wanted: printType(holder.type) });
    return isPlainObject(raw) ? undefined : new Fault("context/not-plain", { path: at, actual });
  }

  private member(raw: unknown, key: string, at: string, holder: Typed | undefined): Own | Fault {
    const isObject = typeof raw === "object" && raw !== null && !Array.isArray(raw);
    if (!isObject && (!holder || holder.type.kind === "unknown"))
      return new Fault("run/not-a-map", { actual: describeHost(raw), name: key });
    const fault = this.plainMap(raw, at, holder ?? PROFILE);
    if (fault) return fault;
    const found = own(raw as object, key);
    return found.state === "accessor" ? new Fault("context/accessor", { path: at }) : found;
  }

  /** Null where the declared types allow the path to end there, a fault where they do not. */
  private missingValue(path: ReadPath, after: number): Value | Fault {
    const { root, keys, types } = path;
    // Where the whole root is missing although no grant takes it away, the first attribute below it decides.
    const first = root.layout === "app" && keys.length > 1 ? 2 : 1;
    const ends = after > 0 ? after : root.needs ? 0 : first;
    const typed = ends > 0 ? types[ends - 1] : undefined;
    if (!typed || typed.nullable) return null;
    const text = keys.slice(0, ends).reduce(joinPath, dataPath(root));
    return new Fault("context/missing-required", { path: text, type: printType(typed.type) });
  }

  /** A whole `user` or `app` record: built-in attributes and the profile's, as the schema has them. */
  private record(path: ReadPath, raw: object): Value | Fault {
    const merged = Object.create(null) as Record<string, unknown>;
    const profile = this.mergedProfile(path.root, raw);
    if (profile instanceof Fault) return profile;
    if (profile && path.root.layout === "user") copyDescriptors(profile, merged);
    else if (profile) merged.profile = profile;
    for (const key of path.root.builtIn) {
      const found = own(raw, key);
      if (found.state === "accessor") return new Fault("context/accessor", { path: joinPath(path.root.name, key) });
      if (found.state === "value") merged[key] = found.value;
    }
    return admit(merged, path.typed, path.root.name, this.limits) as MapValue | Fault;
  }
}

/** How many keys lead to the first attribute that a schema speaks of; `app.profile` is only a place. */
function firstStep({ root, keys }: ReadPath): number {
  return root.layout === "app" && keys.length > 1 && keys[0] === "profile" ? 2 : Math.min(1, keys.length);
}

/** The text of a path up to a key. */
function partOf(path: ReadPath, steps: number): string {
  const { root, keys } = path;
  return root.location[0] === "vars" || steps === 0 ? path.text : keys.slice(0, steps).reduce(joinPath, root.name);
}

/** What is declared of the map that a key of a path is looked for in; nothing is for the root's. */
function typeAround(path: ReadPath, index: number): Typed | undefined {
  return index > 0 ? path.types[index - 1] : undefined;
}

/** Where a root's data lies, as text. */
function dataPath(root: Root): string {
  return root.location.reduce(joinPath, "");
}

/** Copies own enumerable properties as they are, accessors unread. */
function copyDescriptors(from: object, to: object, leaveOut: (key: string) => boolean = () => false): void {
  for (const key of Object.keys(from)) {
    if (leaveOut(key)) continue;
    const descriptor = Object.getOwnPropertyDescriptor(from, key);
    // A descriptor that inherits could be both a value and an accessor, when somebody put `get` on `Object.prototype`.
    if (descriptor) Object.defineProperty(to, key, Object.assign(Object.create(null), descriptor, { configurable: true }));
  }
}

/** The one door for host data: what comes in becomes a value of its declared type, or a fault that names the path. */

import type { Limits } from "../base/limits.js";
import { roomForPattern } from "../base/room.js";
import { printType } from "../types/print.js";
import {
  GROUP_FIELDS,
  type ListType,
  type MapType,
  optional,
  restOf,
  TEXT,
  type TextType,
  type Type,
  type Typed,
  textsOf,
  UNKNOWN,
} from "../types/type.js";
import { describeHost, elementOfWhole, isHolder, isPlainObject, isWhole, own, ownElement, ownText } from "./own.js";
import { joinPath } from "./path.js";
import { parseIso } from "./time.js";
import { CountryCode, Fault, Group, type GroupFields, isFault, isInteger, type Timestamp, type Value } from "./value.js";

/**
 * Admits one host value. Null and undefined become null where the type allows it.
 *
 * @param raw what the host gave
 * @param wanted the declared type; `unknown` admits any plain data
 * @param path where it was found, for faults
 * @returns a value, or a fault of the `context/` family; never throws
 */
export function admit(raw: unknown, wanted: Typed, path: string, limits: Limits): Value | Fault {
  try {
    return admitTyped(raw, wanted, { around: undefined, key: path, depth: 0, limits, left: { values: limits.dataSize } });
  } catch {
    // Only a proxy's trap or an exhausted stack can throw here; either way the data could not be read, and the fault says so.
    return new Fault("context/unreadable", { path });
  }
}

/** Where a value stands: its text is only put together for a fault. */
interface Place {
  readonly around: Place | undefined;
  /** The name or position inside what is around; the whole path where nothing is. */
  readonly key: string | number;
  readonly depth: number;
  readonly limits: Limits;
  /** How many more values may be admitted; shared by the whole admission, since shared references multiply. */
  readonly left: { values: number };
}

function pathOf({ around, key }: Place): string {
  roomForPattern();
  return around ? joinPath(pathOf(around), key) : String(key);
}

function admitTyped(raw: unknown, wanted: Typed, place: Place): Value | Fault {
  // A declared attribute that is not there costs nothing; a null that is there costs what any value does.
  if (raw !== undefined && place.left.values-- <= 0)
    return new Fault("context/too-large", { path: pathOf(place), limit: place.limits.dataSize });
  if (raw === null || raw === undefined) {
    if (wanted.nullable || wanted.type.kind === "unknown" || wanted.type.kind === "null") return null;
    return new Fault("context/missing-required", { path: pathOf(place), type: printType(wanted.type) });
  }
  const { type } = wanted;
  switch (typeof raw) {
    case "string":
      return admitText(raw, type, place);
    case "number":
      return admitNumber(raw, type, place);
    case "boolean":
      return type.kind === "boolean" || type.kind === "unknown" ? raw : mismatch(raw, type, place);
    case "object":
      return admitObject(raw, type, place);
    default:
      return new Fault("context/not-plain", { path: pathOf(place), actual: describeHost(raw) });
  }
}

function mismatch(raw: unknown, type: Type, place: Place): Fault {
  return new Fault("context/type-mismatch", { path: pathOf(place), actual: describeHost(raw), wanted: printType(type) });
}

function admitText(raw: string, type: Type, place: Place): Value | Fault {
  const { limits } = place;
  if (!(raw.length <= limits.textLength))
    return new Fault("context/text-too-long", { path: pathOf(place), limit: limits.textLength });
  switch (type.kind) {
    case "unknown":
      return raw;
    case "text":
      return admitEnum(raw, type, place);
    case "timestamp":
      return parseIso(raw) ?? new Fault("context/bad-timestamp", { path: pathOf(place) });
    case "country":
      roomForPattern();
      return /^[A-Z]{2}$/.test(raw) ? new CountryCode(raw) : new Fault("context/bad-country", { path: pathOf(place) });
    default:
      return mismatch(raw, type, place);
  }
}

function admitEnum(raw: string, type: TextType, place: Place): Value | Fault {
  const texts = textsOf(type);
  return texts && !texts.includes(raw) ? new Fault("context/not-in-enum", { path: pathOf(place) }) : raw;
}

function admitNumber(raw: number, type: Type, place: Place): Value | Fault {
  const numeric = type.kind === "number" || type.kind === "unknown" || type.kind === "integer";
  if (!numeric) return mismatch(raw, type, place);
  if (!Number.isFinite(raw)) return new Fault("context/not-finite", { path: pathOf(place) });
  if (type.kind === "integer" && !isInteger(raw)) return mismatch(raw, type, place);
  return raw === 0 ? 0 : raw;
}

function admitObject(raw: object, type: Type, place: Place): Value | Fault {
  const { depth, limits } = place;
  if (!(depth < limits.dataDepth)) return new Fault("context/too-deep", { path: pathOf(place), limit: limits.dataDepth });
  if (Array.isArray(raw)) {
    return type.kind === "list" || type.kind === "unknown" ? admitList(raw, type, place) : mismatch(raw, type, place);
  }
  if (!isPlainObject(raw)) return new Fault("context/not-plain", { path: pathOf(place), actual: describeHost(raw) });
  if (type.kind === "group") return admitGroup(raw, place);
  return type.kind === "map" || type.kind === "unknown" ? admitMap(raw, type, place) : mismatch(raw, type, place);
}

function admitList(raw: readonly unknown[], type: ListType | Type, place: Place): Value | Fault {
  const { limits } = place;
  const length = raw.length;
  if (!(length <= limits.listLength)) return new Fault("context/list-too-long", { path: pathOf(place), limit: limits.listLength });
  const element = type.kind === "list" ? type.element : optional(UNKNOWN);
  const items: Value[] = [];
  const areGroups = element.type.kind === "group" && isWhole(raw);
  for (let index = 0; index < length; index++) {
    const item = (areGroups ? groupIn(raw, index, place) : undefined) ?? admitOwn(raw, index, element, place);
    if (isFault(item)) return item;
    items.push(item);
  }
  return items;
}

/** A group in a list of such; undefined for what takes more care. */
function groupIn(raw: readonly unknown[], index: number, place: Place): Group | undefined {
  const { depth, limits, left } = place;
  const item = elementOfWhole(raw, index);
  const isPlain = typeof item === "object" && item !== null && !Array.isArray(item) && isPlainObject(item);
  if (!isPlain || left.values <= 0 || !(depth + 1 < limits.dataDepth)) return undefined;
  left.values--;
  return new Group(new HostFields(item, place, index));
}

function admitMap(raw: object, type: MapType | Type, place: Place): Value | Fault {
  const { limits } = place;
  const declared = type.kind === "map" ? type.attributes : undefined;
  const open = type.kind !== "map" || type.open;
  const entries = new Map<string, Value>();
  const names = new Set(open ? Object.keys(raw) : []);
  if (names.has("__proto__")) return new Fault("context/refused-name", { path: pathOf(place) });
  const others = restOf(type) ?? optional(UNKNOWN);
  for (const name of declared?.keys() ?? []) names.add(name);
  if (!(names.size <= limits.listLength))
    return new Fault("context/list-too-long", { path: pathOf(place), limit: limits.listLength });
  for (const name of names) {
    const value = admitOwn(raw, name, declared?.get(name) ?? others, place);
    if (isFault(value)) return value;
    entries.set(name, value);
  }
  return entries;
}

function admitOwn(holder: object, key: string | number, wanted: Typed, place: Place): Value | Fault {
  const found = typeof key === "number" && Array.isArray(holder) ? ownElement(holder, key) : own(holder, key);
  // Most of the attributes that a schema declares are not there.
  if (found.state === "missing" && wanted.nullable && typeof key !== "number") return null;
  const inside = insidePlace(place, key);
  if (found.state === "accessor") return new Fault("context/accessor", { path: pathOf(inside) });
  const raw = found.state === "value" ? (found.value ?? null) : typeof key === "number" ? null : undefined;
  return admitTyped(raw, wanted, inside);
}

function insidePlace(around: Place, key: string | number): Place {
  return { around, key, depth: around.depth + 1, limits: around.limits, left: around.left };
}

/** A group keeps a fault of one field to itself, so that a bad date nobody reads loses no claim. */
function admitGroup(raw: object, place: Place): Group {
  return new Group(new HostFields(raw, place));
}

/** The fields of a host's group, each admitted when it is first asked for, and then kept. */
class HostFields implements GroupFields {
  /** What almost every test of a group asks for, and what a token carries of one. */
  private name: Value | Fault | undefined;
  private id: Value | Fault | undefined;
  private type: Value | Fault | undefined;
  private others: Map<string, Value | Fault> | undefined;

  /**
   * @param around the group's place, or that of the list it is in
   * @param index its position in that list
   */
  constructor(
    private readonly raw: object,
    private readonly around: Place,
    private readonly index?: number,
  ) {}

  /** Each field may hold as many values as any value: what others of the group or of other groups hold depends on who asked first. */
  private get place(): Place {
    const place = this.index === undefined ? this.around : insidePlace(this.around, this.index);
    return { ...place, left: { values: place.limits.dataSize } };
  }

  get(name: string): Value | Fault | undefined {
    if (name === "name") return (this.name ??= this.text(name) ?? this.admitted(name));
    if (name === "id") return (this.id ??= this.text(name) ?? this.admitted(name));
    if (name === "type") return (this.type ??= this.text(name) ?? this.admitted(name));
    const known = this.others?.get(name);
    if (known !== undefined) return known;
    const value = this.admitted(name);
    if (value === undefined) return undefined;
    this.others ??= new Map();
    this.others.set(name, value);
    return value;
  }

  private admitted(name: string): Value | Fault | undefined {
    const attribute = GROUP_FIELDS.attributes.get(name);
    return attribute && this.filled(name, admitField(this.raw, name, attribute, this.place));
  }

  /** A field that may be any text, as it is; undefined for what takes more care. */
  private text(name: string): string | undefined {
    const text = ownText(this.raw, name);
    return text !== undefined && text.length <= this.around.limits.textLength ? text : undefined;
  }

  /** `name` and `profile.name` of a group are one thing: whichever the host gave fills the other. So is its description. */
  private filled(name: string, value: Value | Fault): Value | Fault {
    if (value === null && IN_PROFILE.includes(name)) return this.fromProfile(name);
    if (name !== "profile" || isFault(value)) return value;
    return IN_PROFILE.reduce<Value | Fault>((profile, part) => this.withTop(profile, part), value);
  }

  private fromProfile(name: string): Value | Fault {
    const profile = admitField(this.raw, "profile", PROFILE_FIELD, this.place);
    return isFault(profile) ? nameInside(this.raw, name, profile, this.place) : inMap(profile, name);
  }

  /** A profile with what stands on the top where it lacks it; a fault on the top is its fault too. */
  private withTop(profile: Value | Fault, name: string): Value | Fault {
    if (isFault(profile) || inMap(profile, name) !== null) return profile;
    const top = admitField(this.raw, name, optional(TEXT), this.place);
    return top === null || isFault(top) ? (top ?? profile) : withName(profile, name, top);
  }
}

/** The fields that may stand on the top of a group or in its profile. */
const IN_PROFILE: readonly string[] = ["name", "description"];
const PROFILE_FIELD = GROUP_FIELDS.attributes.get("profile") as Typed & { readonly type: MapType };
/** What a group's profile is that stands on the top alone: it has every attribute that one of its own has. */
const EMPTY_PROFILE: readonly [string, Value][] = [...PROFILE_FIELD.type.attributes.keys()].map((name) => [name, null]);

function admitField(raw: object, name: string, attribute: Typed, place: Place): Value | Fault {
  try {
    return admitOwn(raw, name, attribute, place);
  } catch {
    // As in `admit`: only a proxy's trap can throw here.
    return new Fault("context/unreadable", { path: joinPath(pathOf(place), name) });
  }
}

function withName(profile: Value, name: string, value: Value): Value {
  return new Map([...(profile instanceof Map ? profile : EMPTY_PROFILE), [name, value]]);
}

function inMap(profile: Value, name: string): Value {
  return profile instanceof Map ? (profile.get(name) ?? null) : null;
}

/** The name in a profile that does not fit as a whole: its own value where that fits, the profile's fault where there is no map. */
function nameInside(raw: object, name: string, fault: Fault, place: Place): Value | Fault {
  try {
    const profile = own(raw, "profile");
    const holder = profile.state === "value" ? profile.value : undefined;
    if (!isHolder(holder) || !isPlainObject(holder)) return fault;
    return admitField(holder, name, optional(TEXT), insidePlace(place, "profile"));
  } catch {
    // As in `admit`: only a proxy's trap can throw here, and the fault says already what is wrong with it.
    return fault;
  }
}

/** Admits the clock of a context: ISO-8601 text or milliseconds. */
export function admitNow(raw: unknown): number | null | Fault {
  if (raw === undefined || raw === null) return null;
  // An instant is a whole number of milliseconds; adding 0 turns -0 into 0.
  if (typeof raw === "number" && Math.abs(raw) <= 8.64e15) return Math.floor(raw) + 0;
  const parsed: Timestamp | undefined = typeof raw === "string" ? parseIso(raw) : undefined;
  return parsed ? parsed.epochMs : new Fault("context/bad-now", {});
}

/** Spoils generated data in one place: what is missing, of the wrong type, or no plain data at all. */
import type { Choices } from "./choices.js";

/** A fault, by what stands in the place afterwards. `hook` is called by whatever runs code of the host. */
type Spoiler = (value: unknown, hook: () => void) => unknown;

class Stranger {
  a = 1;
  name = "stranger";
}

/** The sentinel that a hostile proxy throws. */
export class TrapSprung extends Error {}

function cyclic(): unknown {
  const loop: Record<string, unknown> = { a: 1 };
  loop.b = loop;
  return loop;
}

function deep(levels: number): unknown {
  return levels === 0 ? 1 : [deep(levels - 1)];
}

function hooked(hook: () => void): Record<string, unknown> {
  return { toJSON: hook, toString: hook, valueOf: hook, [Symbol.toPrimitive]: hook, [Symbol.iterator]: hook };
}

/** Every fault by name. */
export const SPOILERS: Readonly<Record<string, Spoiler>> = {
  missing: () => undefined,
  null: () => null,
  text: () => "spoiled",
  number: () => 12,
  fraction: () => 1.5,
  boolean: () => true,
  list: () => ["spoiled"],
  map: () => ({ spoiled: true }),
  "not a number": () => Number.NaN,
  infinite: () => Number.NEGATIVE_INFINITY,
  "class instance": () => new Stranger(),
  "host map": () => new Map([["a", 1]]),
  "host set": () => new Set([1]),
  date: () => new Date(0),
  "boxed text": () => new String("boxed"),
  "boxed number": () => new Number(1),
  function: (_value, hook) => hook,
  symbol: () => Symbol("spoiled"),
  "big integer": () => 1n,
  cyclic: () => cyclic(),
  deep: () => deep(40),
  "sparse list": () => new Array(3),
  "list subclass": () => Object.setPrototypeOf([1], class extends Array {}.prototype),
  inherited: (value) => Object.create(typeof value === "object" && value !== null ? value : { a: 1 }),
  "without prototype": (value) => Object.assign(Object.create(null), value),
  "own proto key": () => JSON.parse('{"__proto__": {"a": 1}, "a": 2}'),
  frozen: (value) => Object.freeze(value),
  "hooks of conversion": (_value, hook) => hooked(hook),
  "proxy that answers": (value) => new Proxy(typeof value === "object" && value !== null ? value : {}, {}),
  "proxy that throws": () => new Proxy({}, new Proxy({}, { get: () => () => thrown() })),
};

function thrown(): never {
  throw new TrapSprung();
}

/** Faults of a property rather than of a value. */
const PROPERTY_SPOILERS: Readonly<Record<string, (holder: object, key: string, hook: () => void) => void>> = {
  getter: (holder, key, hook) => Object.defineProperty(holder, key, { get: hook, enumerable: true, configurable: true }),
  "setter alone": (holder, key, hook) => Object.defineProperty(holder, key, { set: hook, enumerable: true, configurable: true }),
  "not enumerable": (holder, key) => Object.defineProperty(holder, key, { enumerable: false, configurable: true }),
};

/** The names of all faults. */
export const FAULTS = [...Object.keys(SPOILERS), ...Object.keys(PROPERTY_SPOILERS)];

/** Every property inside plain data, outermost first. */
function placesIn(data: object, places: { holder: object; key: string }[] = [], depth = 0): { holder: object; key: string }[] {
  for (const key of Object.keys(data)) {
    if (depth > 0 || key !== "grant") places.push({ holder: data, key });
    const value = (data as Record<string, unknown>)[key];
    if (typeof value === "object" && value !== null) placesIn(value, places, depth + 1);
  }
  return places;
}

/**
 * Puts one fault into data made for this.
 *
 * @param hook called by any code of the host that runs
 * @returns the fault's name
 */
export function spoil(c: Choices, context: object, hook: () => void): string {
  const places = placesIn(context);
  const fault = c.pick(FAULTS);
  const place = places.length > 0 ? c.pick(places) : { holder: context, key: "app" };
  const { holder, key } = place;
  const property = PROPERTY_SPOILERS[fault];
  if (property) property(holder, key, hook);
  else {
    const value = SPOILERS[fault]?.((holder as Record<string, unknown>)[key], hook);
    if (fault === "missing") Reflect.deleteProperty(holder, key);
    else Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return fault;
}

/**
 * Reading one name from objects whose own properties were looked at before, as fast as code written by hand: a function of
 * its own for each name, so that the engine sees one name at each place. It is read as it is, so only own data may be there.
 */
import { own } from "./own.js";

/** An object that was looked at. */
export type Holder = Readonly<Record<string, unknown>>;

/** The value of a name; undefined where there is none, and where the name has come to be on `Object.prototype`. */
export type Load = (holder: Holder) => unknown;

const P: object = Object.prototype;

/** The same text again and again is the point: each place of it learns one name. The measure is in `docs/performance.md`. */
const MAKERS: readonly ((k: string) => Load)[] = [
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
  (k) => (o) => (k in P ? undefined : o[k]),
];

const given = new Map<string, Load>();

/** The function that reads a name. There are as many as there are places above; further names share the checked way. */
export function loadOf(name: string): Load {
  const known = given.get(name);
  if (known) return known;
  const make = MAKERS[given.size];
  const load = make ? make(name) : (holder: Holder) => checked(holder, name);
  if (make) given.set(name, load);
  return load;
}

function checked(holder: Holder, name: string): unknown {
  const found = own(holder, name);
  return found.state === "value" ? found.value : undefined;
}

/** Whether an object inherits a name from what all objects share: the language's own names, or a stranger's. */
export function isInherited(name: string): boolean {
  return name in P;
}

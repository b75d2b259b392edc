/** What a host does to a context between two evaluations: new objects in old places, attributes that come, go and change, lists that grow. */
import fc from "../seeded.js";

type Json = Record<string, unknown>;

/** One change, told by numbers, so that it can be made to two copies of one context alike. */
export interface Change {
  readonly way: (typeof WAYS)[number];
  readonly root: string;
  readonly at: number;
  readonly value: number;
}

const WAYS = [
  "attribute",
  "attribute",
  "attribute",
  "no attribute",
  "same attribute in a new object",
  "no root",
  "null root",
  "text root",
  "class",
  "no prototype",
  "into a profile",
  "another profile",
  "another profile",
  "no profile",
  "out of a profile",
  "accessor in a new object",
  "element",
  "no element",
  "new list",
  "frozen",
  "another grant",
] as const;

const ROOTS = ["user", "user", "app", "app", "appuser", "groups", "groups", "access", "session", "org"];

/** What an attribute or an element may become. */
const VALUES: readonly (() => unknown)[] = [
  () => null,
  () => undefined,
  () => "another",
  () => "",
  () => "\ud800",
  () => 7,
  () => 0.5,
  () => true,
  () => ["a", "b"],
  () => [null, ["a"]],
  () => ({ a: "x" }),
  () => ({ id: "00g", name: "Admins", type: "OKTA_GROUP" }),
  () => "2026-01-31T00:00:00Z",
  () => new Date(0),
];

const GRANTS = ["authorization_code", "client_credentials", "no such grant", 7];

export const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({ way: fc.constantFrom(...WAYS), root: fc.constantFrom(...ROOTS), at: fc.nat(40), value: fc.nat(VALUES.length - 1) }),
  { minLength: 1, maxLength: 5 },
);

const isRecord = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

/** The object that holds a root's attributes. */
function holderOf(root: unknown): Json | undefined {
  if (!isRecord(root)) return undefined;
  const { profile } = Object.getOwnPropertyDescriptor(root, "profile")?.get ? {} : root;
  return isRecord(profile) ? profile : root;
}

/** The list at a root, or the first of its attributes that is one. */
function listIn(root: unknown): unknown[] | undefined {
  if (Array.isArray(root)) return root;
  const holder = holderOf(root);
  const descriptors = holder ? Object.values(Object.getOwnPropertyDescriptors(holder)) : [];
  return descriptors.map(({ value }) => value as unknown).find((value) => Array.isArray(value));
}

/** Makes a change where it can be made. */
export function change(context: Json, { way, root, at, value }: Change): void {
  const now = context[root];
  const holder = holderOf(now);
  const names = holder ? Object.keys(holder) : [];
  const name = names[at % names.length] ?? "a";
  const list = listIn(now);
  const next = (VALUES[value] as () => unknown)();
  const setIn = (target: Json | undefined) => {
    if (target && !Object.isFrozen(target) && !Object.getOwnPropertyDescriptor(target, name)?.get) target[name] = next;
  };
  if (way === "attribute") setIn(holder);
  else if (way === "no attribute" && holder && !Object.isFrozen(holder)) Reflect.deleteProperty(holder, name);
  else if (way === "same attribute in a new object" && isRecord(now))
    context[root] = Object.defineProperties({}, Object.getOwnPropertyDescriptors(now));
  else if (way === "no root") Reflect.deleteProperty(context, root);
  else if (way === "null root") context[root] = null;
  else if (way === "text root") context[root] = "text";
  else if (way === "class" && isRecord(now))
    context[root] = Object.create({ a: "inherited" }, Object.getOwnPropertyDescriptors(now));
  else if (way === "no prototype" && isRecord(now)) context[root] = Object.create(null, Object.getOwnPropertyDescriptors(now));
  else if (way === "into a profile" && isRecord(now)) context[root] = { id: "x", profile: now };
  else if (way === "another profile" && isRecord(now) && !Object.isFrozen(now))
    now.profile = Object.fromEntries(names.map((each) => [each, next]));
  else if (way === "no profile" && isRecord(now) && !Object.isFrozen(now)) Reflect.deleteProperty(now, "profile");
  else if (way === "out of a profile" && holder) context[root] = holder;
  else if (way === "accessor in a new object" && holder)
    context[root] = Object.defineProperty({ ...holder }, name, { enumerable: true, get: () => "run" });
  else if (way === "element" && list && !Object.isFrozen(list)) list[at % (list.length + 1)] = next;
  else if (way === "no element" && list && !Object.isFrozen(list)) list.pop();
  else if (way === "new list" && Array.isArray(now)) context[root] = [...now];
  else if (way === "frozen" && isRecord(now)) Object.freeze(holder);
  else if (way === "another grant") context.grant = GRANTS[at % GRANTS.length];
}

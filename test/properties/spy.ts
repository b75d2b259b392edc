/** Watches which parts of a context an evaluation touches, and holds them against what it said it reads. */
import { BUILT_IN } from "../generators/contexts.js";

/** The same data behind proxies that write down each property that is looked at, as a JSON list of keys. */
export function spied(data: object, touched: Set<string>, keys: readonly string[] = []): object {
  return new Proxy(data, {
    getOwnPropertyDescriptor(target, key) {
      const found = Reflect.getOwnPropertyDescriptor(target, key);
      if (typeof key === "symbol" || !found) return found;
      touched.add(JSON.stringify([...keys, key]));
      const inside: unknown = found.value;
      return typeof inside === "object" && inside !== null ? { ...found, value: spied(inside, touched, [...keys, key]) } : found;
    },
  });
}

/** What tells who is there; asked whenever a reason is wanted. */
const PARTIES = new Set(["user", "appuser", "session", "grant"]);

/** The first touched path that no read covers; a read covers what lies below it, and what leads to it. */
export function uncovered(
  touched: ReadonlySet<string>,
  reads: readonly string[],
  variables: readonly string[],
): string | undefined {
  const allowed = reads.map(keysOf);
  const wholeProfile = reads.some((read) => /^(?:app|user)(?:\.profile)?(?:\.\*)?$/.test(read));
  for (const entry of touched) {
    const keys = canonical(JSON.parse(entry) as string[]);
    const [root, second] = keys;
    if (keys.length === 1 && PARTIES.has(root as string)) continue;
    // Where the attributes of a root lie is looked at for any of them; what lies there is not.
    if (isPlace(JSON.parse(entry) as string[]) && allowed.some(([first]) => first === root)) continue;
    // What stands beside `profile` belongs to it, so looking at the whole profile looks at every name there.
    if (wholeProfile && (root === "app" || root === "user") && (keys.length <= 3 || !isBuiltIn(root, second))) continue;
    if (root === "vars" && (second === undefined || !variables.includes(second))) continue;
    const path = root === "vars" ? keys.slice(1) : keys;
    if (!allowed.some((read) => isPrefix(read, path) || isPrefix(path, read))) return entry;
  }
  return undefined;
}

function isPlace(keys: readonly string[]): boolean {
  return keys.length === 2 && keys[1] === "profile" && (keys[0] === "user" || keys[0] === "app");
}

function isBuiltIn(root: string, name: string | undefined): boolean {
  return name !== undefined && Object.hasOwn(BUILT_IN[root] ?? {}, name);
}

/** The keys with `profile` where the paths of expressions have it. */
function canonical([root, ...keys]: string[]): string[] {
  if (root === "user" && keys[0] === "profile") return [root, ...keys.slice(1)];
  const own = root === "app" && keys.length > 0 && keys[0] !== "profile" && !Object.hasOwn(BUILT_IN.app ?? {}, keys[0] as string);
  return own ? ["app", "profile", ...keys] : [root as string, ...keys];
}

/** The keys of a path's text. */
function keysOf(read: string): string[] {
  const parts = read.match(/\["(?:[^"\\]|\\.)*"\]|[A-Za-z_$][\w$]*|\*/g) ?? [];
  const keys = parts.map((part) => (part.startsWith("[") ? (JSON.parse(part.slice(1, -1)) as string) : part));
  return keys.at(-1) === "*" && read.endsWith(".*") ? keys.slice(0, -1) : keys;
}

function isPrefix(short: readonly string[], long: readonly string[]): boolean {
  return short.length <= long.length && short.every((key, index) => key === long[index]);
}

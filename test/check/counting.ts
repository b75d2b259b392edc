/** Counts what a piece of work does: the calls of the methods of maps, sets, arrays and texts that it makes. The same work counts the same on every machine. */

const COUNTED: readonly (readonly [prototype: object, names: readonly string[]])[] = [
  [Map.prototype, ["get", "set", "has", "delete"]],
  [Set.prototype, ["has", "add"]],
  [WeakMap.prototype, ["get", "set"]],
  [
    Array.prototype,
    [
      "push",
      "pop",
      "includes",
      "indexOf",
      "map",
      "filter",
      "some",
      "every",
      "find",
      "findIndex",
      "flatMap",
      "slice",
      "reduce",
      "concat",
      "join",
    ],
  ],
  [String.prototype, ["slice", "replace", "startsWith", "charAt"]],
];

/** Methods that look at every element count as many. */
const LOOKS_AT_ALL = new Set([
  "map",
  "filter",
  "some",
  "every",
  "flatMap",
  "slice",
  "reduce",
  "join",
  "includes",
  "indexOf",
  "concat",
]);

/** How much the work does. */
export function stepsOf(work: () => void): number {
  let steps = 0;
  const restore: (() => void)[] = [];
  for (const [prototype, names] of COUNTED) {
    for (const name of names) {
      const own = Object.getOwnPropertyDescriptor(prototype, name) as PropertyDescriptor;
      const method = own.value as (...args: unknown[]) => unknown;
      const weighs = Array.isArray(prototype) && LOOKS_AT_ALL.has(name);
      const counted = function (this: unknown, ...args: unknown[]): unknown {
        steps += weighs ? 1 + (this as unknown[]).length : 1;
        return Reflect.apply(method, this, args);
      };
      restore.push(() => Object.defineProperty(prototype, name, own));
      Object.defineProperty(prototype, name, { ...own, value: counted });
    }
  }
  try {
    work();
  } finally {
    for (const undo of restore) undo();
  }
  return steps;
}

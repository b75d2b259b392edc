/** What is remembered of objects only while one thing is done. */

/** What was remembered since `inMeantime` began; undefined outside of it, where nothing is remembered. */
let begun: Meantime<object, unknown>[] | undefined;

/**
 * Remembers something of objects as long as `inMeantime` runs. Objects that live no longer than that are better kept here than in a
 * `WeakMap`: the host's collector looks through its weak maps each time it collects what is young, which takes longer than a check.
 */
export class Meantime<Key extends object, Value> {
  private known: Map<Key, Value> | undefined;

  /** What is remembered of an object. */
  get(key: Key): Value | undefined {
    return this.known?.get(key);
  }

  /** Remembers something of an object, if only for now. */
  set(key: Key, value: Value): void {
    if (!begun) return;
    if (!this.known) {
      this.known = new Map();
      begun.push(this);
    }
    this.known.set(key, value);
  }

  /** Knows nothing any more. */
  forget(): void {
    this.known = undefined;
  }
}

/** Runs something; what is remembered meanwhile is forgotten at its end, however it ends. */
export function inMeantime<Result>(run: () => Result): Result {
  if (begun) return run();
  const mine: Meantime<object, unknown>[] = [];
  begun = mine;
  try {
    return run();
  } finally {
    begun = undefined;
    for (const each of mine) each.forget();
  }
}

/** Runs code while `Object.prototype` carries a stranger's property, and takes it away before anything else runs. */
export function whilePolluted<T>(name: string, value: unknown, run: () => T): T {
  (Object.prototype as Record<string, unknown>)[name] = value;
  try {
    return run();
  } finally {
    Reflect.deleteProperty(Object.prototype, name);
  }
}

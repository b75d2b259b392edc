/** Runs code while `Object.prototype` carries a stranger's property, and takes it away before anything else runs. */
export function whilePolluted<T>(name: string, value: unknown, run: () => T): T {
  return whileOnPrototype(name, { value, writable: true, enumerable: true }, run);
}

/** The same for a property of any kind. */
export function whileOnPrototype<T>(name: string, property: PropertyDescriptor, run: () => T): T {
  Object.defineProperty(Object.prototype, name, { ...property, configurable: true });
  try {
    return run();
  } finally {
    Reflect.deleteProperty(Object.prototype, name);
  }
}

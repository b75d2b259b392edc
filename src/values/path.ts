/** Paths into a context, as texts: `app.profile.system_home`, `user["cost-center"]`. */

const PLAIN_NAME = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** Adds one key to a path's text. */
export function joinPath(path: string, key: string | number): string {
  if (typeof key === "number" || !PLAIN_NAME.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

/** A root and keys as one text. */
export function pathText(root: string, keys: readonly (string | number)[]): string {
  return keys.reduce<string>(joinPath, root);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON has none of them without an escape
const STEP = /([^.[\]"]+)|\[("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*")\]/g;

/** The root and the keys of a path's text, as `pathText` writes it; an index is its digits. */
export function pathKeys(text: string): string[] {
  return [...text.matchAll(STEP)].map(([, plain, quoted]) => plain ?? (JSON.parse(quoted as string) as string));
}

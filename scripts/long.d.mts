/** The types of `long.mjs`. */

export const JOBS: Readonly<Record<string, readonly [script: string, ...args: string[]]>>;

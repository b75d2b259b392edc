/**
 * Asks the host for room on its stack. V8 (up to Node 22) ends the whole process where it has to compile a pattern with almost no
 * stack left, and it compiles a pattern when it is used, not when it is made. Asked for more than there is, it throws like any call.
 */

/** Takes at least 256 bytes of the stack, for its arguments, and so many times: a call of as many arguments takes four times as long. */
function take(
  times: number,
  a: undefined,
  b: undefined,
  c: undefined,
  d: undefined,
  e: undefined,
  f: undefined,
  g: undefined,
  h: undefined,
  i: undefined,
  j: undefined,
  k: undefined,
  l: undefined,
  m: undefined,
  n: undefined,
  o: undefined,
  p: undefined,
  q: undefined,
  r: undefined,
  s: undefined,
  t: undefined,
  u: undefined,
  v: undefined,
  w: undefined,
  x: undefined,
  y: undefined,
  z: undefined,
  aa: undefined,
  bb: undefined,
  cc: undefined,
  dd: undefined,
  ee: undefined,
): number {
  return times === 0
    ? 0
    : 1 + take(times - 1, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, aa, bb, cc, dd, ee);
}

/** Calls of `take` that fill 8 KB. */
const PATTERN = 32;

/** What the lexer's patterns want: 12 calls were enough for each of them, 8 for none (Node 20). */
const SHORT_PATTERN = 18;

/** Throws the host's own error where there is no room to compile a pattern of ours; to be called before one is used at some depth. */
export function roomForPattern(): void {
  ask(PATTERN);
}

/** The same where each pattern is as short as those of tokens, for what is asked so often that it shows. */
export function roomForTokens(): void {
  ask(SHORT_PATTERN);
}

/** The same at the door of what takes long anyway, for all the patterns behind it. */
export function roomAtDoor(): void {
  ask(2 * PATTERN);
}

function ask(times: number): void {
  const _ = undefined;
  take(times, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _);
}

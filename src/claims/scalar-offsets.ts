/** Where in a file's text a place inside a text value stands: through quotes, escapes, and lines that YAML folds. */

/**
 * The offset in the written form of a text at which a unit of its value begins.
 *
 * @param written the form as it stands in the file, quotes included
 * @param value what it stands for
 * @param at an offset in the value
 * @example writtenOffset('"a \\u0062 c"', "a b c", 4) // 10
 */
export function writtenOffset(written: string, value: string, at: number): number {
  const quote = written[0];
  const isBlock = quote === "|" || quote === ">";
  let from = isBlock ? written.indexOf("\n") + 1 : quote === '"' || quote === "'" ? 1 : 0;
  for (let unit = 0; from < written.length; ) {
    const step = stepAt(written, from, quote);
    if (step.means === undefined ? written[from] === value[unit] : step.means > 0) {
      // The place that is asked for begins with the next piece that means something.
      if (unit >= at) return from;
      unit += step.means ?? 1;
      from += step.length;
    } else if (step.means === 0 || isBlank(written[from])) from += step.length;
    else if (isBlank(value[unit])) {
      // A line break that was folded, or a blank that was not written.
      if (unit >= at) return from;
      unit++;
    } else return from;
  }
  return written.length;
}

/** A piece of the written form; `means` is how many units an escape stands for, undefined where it is what it is. */
interface Piece {
  readonly length: number;
  readonly means?: number;
}

const LENGTHS: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

function stepAt(written: string, at: number, quote: string | undefined): Piece {
  if (quote === "'" && written.startsWith("''", at)) return { length: 2, means: 1 };
  if (quote !== '"' || written[at] !== "\\") return { length: 1 };
  const kind = written[at + 1] ?? "";
  if (kind === "\n" || kind === "\r") return { length: 2, means: 0 };
  const length = Object.hasOwn(LENGTHS, kind) ? (LENGTHS[kind] as number) : 2;
  const isPair = kind === "U" && Number.parseInt(written.slice(at + 2, at + length), 16) > 0xffff;
  return { length, means: isPair ? 2 : 1 };
}

function isBlank(unit: string | undefined): boolean {
  return unit === " " || unit === "\n" || unit === "\r" || unit === "\t";
}

/** A stretch of source text, as UTF-16 offsets. */

/** Half-open: `start` is the first unit, `end` the one after the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The span from the start of one span to the end of another. */
export function spanning(first: Span, last: Span): Span {
  return { start: first.start, end: last.end };
}

/** A one-based place in a text, as people and editors count. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The one-based line and column of an offset; `\n`, `\r\n` and `\r` end a line. What is no text has one line, what is no offset is its start. */
export function positionAt(source: string, offset: number): Position {
  const end = typeof source === "string" && typeof offset === "number" && offset > 0 ? Math.min(offset, source.length) : 0;
  let line = 1;
  let lineStart = 0;
  for (let at = 0; at < end; at++) {
    const unit = source.charCodeAt(at);
    if (unit === 10 || (unit === 13 && source.charCodeAt(at + 1) !== 10)) {
      line++;
      lineStart = at + 1;
    }
  }
  return { line, column: end - lineStart + 1 };
}

/** The place of an offset in words. */
export function placeIn(source: string, offset: number): string {
  const { line, column } = positionAt(source, offset);
  return `at line ${line}, column ${column}`;
}

/** Gives the one-based place of any offset of a text, as `positionAt` does, for many offsets. */
export function positionsOf(source: string): (offset: number) => Position {
  const starts = [0];
  for (let at = 0; at < source.length; at++) {
    const unit = source.charCodeAt(at);
    if (unit === 10 || (unit === 13 && source.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return (offset) => {
    const at = Math.min(Math.max(offset, 0), source.length);
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (starts[low] as number) + 1 };
  };
}

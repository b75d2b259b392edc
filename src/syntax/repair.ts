/** Mistakes of pasting that wrap or mark the whole source: an expression still inside the quotes and backslashes of a JSON or Terraform host. */

/** A text that may be what was meant, and the code of the mistake. */
export interface Repair {
  readonly code: "syntax/json-text" | "syntax/escaped-quotes";
  readonly title: string;
  readonly text: string;
}

/** The text that a source with `\"` in it was before a host wrote it; undefined where there is none. */
export function repairOf(source: string): Repair | undefined {
  if (!source.includes('\\"')) return undefined;
  const inner = jsonText(source.trim());
  if (inner !== undefined) return { code: "syntax/json-text", title: "Take the expression out of the quotes", text: inner };
  return { code: "syntax/escaped-quotes", title: "Remove the backslashes", text: source.replaceAll('\\"', '"') };
}

/** The content of a JSON text; undefined where the source is none. */
function jsonText(source: string): string | undefined {
  if (!/^"[^]*"$/.test(source)) return undefined;
  try {
    // What begins and ends with a quote is a text or no JSON.
    return JSON.parse(source) as string;
  } catch {
    // Not JSON after all: that is the answer, not a failure.
    return undefined;
  }
}

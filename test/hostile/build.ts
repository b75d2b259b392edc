/** Writes out what hostile cases abbreviate: texts repeated, lists of one element, lists inside lists, data as its own JSON text. */

/** An expression, or a list of its parts. */
export type Abbreviated = string | readonly (string | { readonly times: number; readonly text: string })[];

/** The source that parts stand for. */
export function sourceOf(expr: Abbreviated): string {
  if (typeof expr === "string") return expr;
  return expr.map((part) => (typeof part === "string" ? part : part.text.repeat(part.times))).join("");
}

/** The JSON text that abbreviated data stands for; a text, since JSON holds what no value of ours does. */
export function jsonOf(data: unknown): string {
  if (typeof data !== "object" || data === null) return JSON.stringify(data) ?? "null";
  if (Array.isArray(data)) return `[${data.map(jsonOf).join(",")}]`;
  const { raw, times, text, list, nest, of } = data as Record<string, unknown>;
  if (typeof raw === "string") return raw;
  if (typeof times === "number" && typeof text === "string") return JSON.stringify(text.repeat(times));
  if (typeof list === "number") return `[${Array<string>(list).fill(jsonOf(of)).join(",")}]`;
  if (typeof nest === "number") return `${"[".repeat(nest)}${jsonOf(of)}${"]".repeat(nest)}`;
  return `{${Object.entries(data)
    .map(([key, value]) => `${JSON.stringify(key)}:${jsonOf(value)}`)
    .join(",")}}`;
}

/** Tells by a file's name how a claims document in it is written; apart from what reads one, which expressions need not load. */
import { extname } from "node:path";
import type { FileFormat } from "../claims/text-format.js";

const FORMATS: Readonly<Record<string, FileFormat>> = { ".json": "json", ".yaml": "yaml", ".yml": "yaml" };

/** What a file's name says of its format. */
export function formatOf(path: string): FileFormat | undefined {
  const extension = extname(path).toLowerCase();
  return Object.hasOwn(FORMATS, extension) ? FORMATS[extension] : undefined;
}

/** The fenced blocks of the documents, so that tests can run what the documents show. */
import { readFileSync } from "node:fs";

/** One fenced block. */
export interface Block {
  readonly language: string;
  /** What stands behind the language: the name of the file that the block is, or of the context it reads. */
  readonly name: string;
  readonly lines: readonly string[];
  /** The line of the document on which the block's first line stands. */
  readonly at: number;
}

/** The blocks of a document, in order. */
export function blocksOf(path: string): Block[] {
  const blocks: Block[] = [];
  let open: { language: string; name: string; lines: string[]; at: number } | undefined;
  readFileSync(path, "utf8")
    .split("\n")
    .forEach((line, index) => {
      const fence = /^```(\S*) ?(.*)$/.exec(line);
      if (!fence) open?.lines.push(line);
      else if (open) {
        blocks.push(open);
        open = undefined;
      } else open = { language: fence[1] ?? "", name: fence[2] ?? "", lines: [], at: index + 2 };
    });
  if (open) throw new Error(`${path}: the block at line ${open.at} is not closed`);
  return blocks;
}

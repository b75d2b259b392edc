/** The grammar as railroad diagrams: one page without scripts, every rule a drawing that can be followed from left to right. */
import { ebnf } from "./grammar-ebnf.js";
import type { GrammarRule, Part } from "./grammar-model.js";

/** A drawn part: its line enters at the left and leaves at the right, both at height 0; it reaches so far above and below. */
interface Drawing {
  readonly width: number;
  readonly above: number;
  readonly below: number;
  readonly draw: (x: number, y: number) => string;
}

const LETTER = 8;
const BOX = 11;
const GAP = 10;
/** The radius of a turn. */
const TURN = 8;

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function line(d: string): string {
  return `<path d="${d}"/>`;
}

function box(text: string, kind: "word" | "rule" | "described"): Drawing {
  const width = text.length * LETTER + 20;
  const round = kind === "word" ? ` rx="${BOX}"` : "";
  return {
    width,
    above: BOX,
    below: BOX,
    draw: (x, y) => {
      const shape = `<rect class="${kind}" x="${x}" y="${y - BOX}" width="${width}" height="${2 * BOX}"${round}/>`;
      const label = `<text x="${x + width / 2}" y="${y + 4}">${escaped(text)}</text>`;
      return kind === "rule" ? `<a href="#${text}">${shape}${label}</a>` : shape + label;
    },
  };
}

const nothing: Drawing = { width: 0, above: 0, below: 0, draw: () => "" };

function sequence(parts: readonly Drawing[]): Drawing {
  return {
    width: parts.reduce((sum, { width }) => sum + width, 0) + GAP * (parts.length - 1),
    above: Math.max(...parts.map(({ above }) => above)),
    below: Math.max(...parts.map(({ below }) => below)),
    draw: (x, y) => {
      let at = x;
      return parts
        .map((part, index) => {
          const joint = index === 0 ? "" : line(`M${at - GAP} ${y}h${GAP}`);
          const drawn = joint + part.draw(at, y);
          at += part.width + GAP;
          return drawn;
        })
        .join("");
    },
  };
}

/** Alternatives below one another, the first on the line. */
function choice(parts: readonly Drawing[]): Drawing {
  const inner = Math.max(...parts.map(({ width }) => width));
  const offsets = [0];
  parts.slice(1).forEach((part, index) => {
    const before = parts[index] as Drawing;
    offsets.push((offsets[index] as number) + Math.max(before.below + part.above + GAP, 2 * TURN));
  });
  const last = parts[parts.length - 1] as Drawing;
  return {
    width: inner + 4 * TURN,
    above: (parts[0] as Drawing).above,
    below: (offsets[offsets.length - 1] as number) + last.below,
    draw: (x, y) =>
      parts
        .map((part, index) => {
          const down = offsets[index] as number;
          const [from, to] = [x + 2 * TURN, x + 2 * TURN + inner];
          const enter =
            down === 0 ? `M${x} ${y}H${from}` : `M${x} ${y}q${TURN} 0 ${TURN} ${TURN}v${down - 2 * TURN}q0 ${TURN} ${TURN} ${TURN}`;
          const leave =
            down === 0
              ? `M${from + part.width} ${y}H${to + 2 * TURN}`
              : `M${from + part.width} ${y + down}H${to}q${TURN} 0 ${TURN} -${TURN}v-${down - 2 * TURN}q0 -${TURN} ${TURN} -${TURN}`;
          return line(enter) + part.draw(from, y + down) + line(leave);
        })
        .join(""),
  };
}

/** Once or more: the way back, with what separates, runs below. */
function loop(part: Drawing, separator: Drawing = nothing): Drawing {
  const inner = Math.max(part.width, separator.width);
  const down = Math.max(part.below + separator.above + GAP, 2 * TURN);
  return {
    width: inner + 4 * TURN,
    above: part.above,
    below: down + separator.below,
    draw: (x, y) => {
      const [from, to] = [x + 2 * TURN, x + 2 * TURN + inner];
      const back = y + down;
      const turnDown = `M${to} ${y}h${TURN / 2}q${TURN} 0 ${TURN} ${TURN}v${down - 2 * TURN}q0 ${TURN} -${TURN} ${TURN}H${from + separator.width}`;
      const turnUp = `M${from} ${back}h-${TURN / 2}q-${TURN} 0 -${TURN} -${TURN}v-${down - 2 * TURN}q0 -${TURN} ${TURN} -${TURN}`;
      const through = line(`M${x} ${y}H${from}`) + part.draw(from, y) + line(`M${from + part.width} ${y}H${to + 2 * TURN}`);
      return through + line(turnDown) + separator.draw(from, back) + line(turnUp);
    },
  };
}

function drawing(part: Part): Drawing {
  switch (part.kind) {
    case "word":
      return box(part.text, "word");
    case "rule":
      return box(part.name, "rule");
    case "described":
      return box(part.text, "described");
    case "sequence":
      return sequence(part.parts.map(drawing));
    case "choice":
      return choice(part.parts.map(drawing));
    case "optional":
      return choice([nothing, drawing(part.part)]);
    case "repeated": {
      const repeated = loop(drawing(part.part), part.separator && drawing(part.separator));
      return part.least === 0 ? choice([nothing, repeated]) : repeated;
    }
  }
}

function figure({ name, part }: GrammarRule): string {
  const { width, above, below, draw } = drawing(part);
  const [x, y] = [20, Math.max(above, BOX) + 6];
  const ends = `<circle cx="10" cy="${y}" r="4"/>${line(`M14 ${y}H${x}`)}${line(`M${x + width} ${y}h6`)}<circle cx="${x + width + 10}" cy="${y}" r="4"/>`;
  const size = `width="${width + 40}" height="${y + Math.max(below, BOX) + 6}"`;
  const title = escaped(`${name} = ${ebnf(part)}`);
  return `<h2 id="${name}">${name}</h2>\n<svg ${size} role="img"><title>${title}</title>${ends}${draw(x, y)}</svg>\n`;
}

const STYLE = `
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem; color: #1b1f24; background: #fff }
  h2 { font-size: 1rem; margin: 1.5rem 0 .25rem }
  svg { display: block }
  svg path { fill: none; stroke: #57606a; stroke-width: 1.5 }
  svg circle { fill: #57606a }
  svg text { font: 13px ui-monospace, monospace; text-anchor: middle; fill: #1b1f24 }
  svg rect { stroke: #57606a; stroke-width: 1.2 }
  .word { fill: #ddf4ff } .rule { fill: #fff8c5 } .described { fill: #f6f8fa; stroke-dasharray: 3 2 }
  @media (prefers-color-scheme: dark) {
    body { color: #e6edf3; background: #0d1117 } svg text { fill: #e6edf3 }
    .word { fill: #0c2d6b } .rule { fill: #4b2900 } .described { fill: #161b22 }
  }
`;

/** The page with a drawing for each rule. */
export function diagramFile(rules: readonly GrammarRule[]): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>The grammar of claims expressions</title>
<style>${STYLE}</style>
<h1>The grammar of claims expressions</h1>
<p>Follow a line from left to right. Round boxes are written as they are, words in any letter case; square ones are rules.
Printed from the tables and the parser.</p>
${rules.map(figure).join("")}</html>
`;
}

/** The inputs of the search: sources within the limits, data by its shape, and how they change. */
import fc from "fast-check";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { allFunctions } from "../../src/library/all.js";
import type { Choices } from "../../test/generators/choices.js";
import { scenarios } from "../../test/generators/scenario.js";

/** How large the data is; what it is made of does not matter to the time. */
export interface Shape {
  /** How many texts each list has. */
  readonly texts: number;
  /** How long each of them is. */
  readonly length: number;
}

/** One input. */
export interface Candidate {
  readonly source: string;
  readonly shape: Shape;
}

/** In a source it stands for letters that are others each time: what a check keeps of patterns is not to help it. */
const NEW_LETTERS = "QQ";

/** The source with letters that were not there the last hundreds of times. */
export function renewed(source: string, time: number): string {
  const letter = (at: number) => String.fromCharCode(0x61 + (at % 26));
  return source.replaceAll(NEW_LETTERS, letter(time) + letter(Math.floor(time / 26)));
}

/** A text in which no stretch comes again soon, so that an automaton has to be in another state at each character. */
function mixed(length: number): string {
  let seed = 1;
  let text = "";
  while (text.length < length) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    text += (seed >> 16).toString(2).replaceAll("0", "x").replaceAll("1", "a");
  }
  return text.slice(0, length);
}

/** The data of a shape, no larger than its admission allows. */
export function contextOf({ texts, length }: Shape): object {
  const l = Array.from({ length: texts }, (_, index) => `${index}`.padEnd(length, "x"));
  const m = { a: "x".repeat(length), b: l.map((_, index) => index) };
  const p = "(a?){40}(?:a|x)*x(?:a|x){40}";
  const profile = { t: mixed(Math.min(length * texts, 65_536)), l, n: texts, m, b: true, p };
  const source = { id: "0oa1", type: "active_directory" };
  const groups = l.map((name, index) => ({ id: `g${index}`, type: "OKTA_GROUP", name, ...(index % 3 === 0 ? { source } : {}) }));
  return { app: { profile }, user: { id: "1", profile: { email: "ann@example.com" } }, groups };
}

/** Inputs that are hard by what is known of such languages; `X` is the part that the search changes. */
const HARD: readonly string[] = [
  "app.l.![app.l.![#this + 1]]",
  "app.l.?[#this == app.t]",
  "app.t.toUpperCase() + app.t.toLowerCase()",
  "app.l.![String.replace(#this, 'x', 'yy')]",
  "Arrays.toCsvString(app.l)",
  "app.t matches '(a|x)*(x|y)*z'",
  "app.t matches 'QQ|(?:a|x)*x(?:a|x){40}'",
  "app.t matches '(?i).*QQ.*'",
  "app.l.![#this matches '[x0-9QQ]{0,300}']",
  "app.l.![#this matches app.p]",
  "app.l.![#this matches (app.p + #this)]",
  "isMemberOfGroupNameRegex('QQ|(?:1|x)*x(?:1|x){40}')",
  "app.l == app.l",
  "app.l.![app.m == {a: #this, b: app.m.b}]",
  "app.l.![app.l.![app.m == {a: 1}]]",
  "app.l.![app.l.![app.m.b == {1, 2}]]",
  "groups.?[name.startsWith('1')].![name.toUpperCase()]",
  "Groups.contains('OKTA', '1', 100)",
  "app.t == null ? app.n : app.m.a ?: app.l[0]",
  "app.n > 1 and app.n < 7 or app.n == 3 and not (app.b == true)",
  "{app.t, app.n, {k: app.l}}",
  "String.stringSwitch(app.t, 'a', 'b', 'c', 'd', 'e')",
  "Arrays.flatten(app.l, app.l, app.l)",
  "app.t.substringBefore('x').substringAfter('x')",
  "app[app.t]",
];

/** What patterns are made of. */
const ATOMS = [
  "x",
  "a",
  ".",
  "[ax]",
  "[^a]",
  "\\d",
  "\\W",
  "\\b",
  "\\B",
  "^",
  "$",
  "\\pL",
  "[^\\pL]",
  "(?i)[a-zÀ-ɏ]",
  "(?m)^",
  "[[:alpha:]_]",
  "é",
];
const REPEATS = ["", "", "*", "+", "?", "{2}", "{0,9}", "{300}", "{0,300}", "*?", "{3,}"];

/** A pattern that a call writes out. */
function patternText(c: Choices, depth: number): string {
  const parts = Array.from({ length: 1 + c.below(5) }, () => {
    const group = depth > 0 && c.chance(35);
    const inner = group ? `(?:${patternText(c, depth - 1)}${c.chance(50) ? `|${patternText(c, depth - 1)}` : ""})` : c.pick(ATOMS);
    return inner + c.pick(REPEATS);
  });
  return parts.join("");
}

/** What calls are given. */
const ARGUMENTS: readonly string[] = ["#this", "app.t", "app.l", "'x'", "'yy'", "1", "{'group.profile.name': 'x'}"];

/** What rows show how they are used: arguments of the right kind. */
const EXAMPLES: readonly string[] = allFunctions.flatMap(({ examples }) => examples.map(([source]) => source));

/** A call of some row, of its first overload, whose first argument is given. */
function callOf(c: Choices, first: string): string {
  const row = c.pick(allFunctions.filter(({ name }) => name !== undefined));
  const count = row.overloads[0]?.params.length ?? 1;
  return `${row.name}(${Array.from({ length: count }, (_, index) => (index === 0 ? first : c.pick(ARGUMENTS))).join(", ")})`;
}

const JOINTS = [" + ", " and ", " or ", " == ", " ?: ", " * ", ", ", " < ", " matches "];

/** A fresh input: a generated one, or a hard one. */
export function started(c: Choices): Candidate {
  const shape = someShape(c);
  if (c.chance(40)) return { source: c.pick(HARD), shape };
  if (c.chance(50)) return { source: `app.l.![app.l.![${callOf(c, c.pick(ARGUMENTS))}]]`, shape };
  if (c.chance(50)) return { source: `app.l.![app.l.![${c.pick(EXAMPLES)}]]`, shape };
  const seed = c.below(0x7fffffff);
  const [made] = fc.sample(scenarios({ rows: allFunctions, typed: c.chance(70), data: "fitting", depth: 5 }), { numRuns: 1, seed });
  return { source: made?.source ?? "app.t", shape };
}

function someShape(c: Choices): Shape {
  return { texts: c.pick([1, 10, 100, 300, 1_000, 3_000, 9_999]), length: c.pick([1, 10, 60, 300, 2_000, 20_000, 65_000]) };
}

/** An input changed a little: more of the same, or the same inside something, or other data. */
export function changed(c: Choices, { source, shape }: Candidate): Candidate {
  if (c.chance(20)) return { source, shape: changedShape(c, shape) };
  const next = changedSource(c, source);
  return { source: next.length <= DEFAULT_LIMITS.sourceLength ? next : source.slice(0, source.length >> 1), shape };
}

function changedShape(c: Choices, { texts, length }: Shape): Shape {
  const other = c.pick([2, 0.5, 1.3, 0.8]);
  if (c.chance(30)) return someShape(c);
  const [more, longer] = c.chance(50) ? [texts * other, length] : [texts, length * other];
  return { texts: Math.max(1, Math.min(9_999, Math.round(more))), length: Math.max(1, Math.min(65_000, Math.round(longer))) };
}

function changedSource(c: Choices, source: string): string {
  const part = c.pick(HARD);
  switch (c.below(12)) {
    case 0:
      return `${source}${c.pick(JOINTS)}${source}`;
    case 1:
      return `(${source})${c.pick(JOINTS)}(${part})`;
    case 2:
      return `{${source}, ${source}}`;
    case 3:
      return `app.l.![${source}]`;
    case 4:
      return `app.l.?[(${source}) == null]`;
    case 5:
      return `(${source}) == null ? (${part}) : (${source})`;
    case 6:
      return `{k: ${source}, j: ${part}}`;
    case 7: {
      // As often as the length of a source allows.
      const joint = c.pick(JOINTS);
      const times = Math.max(2, Math.floor(DEFAULT_LIMITS.sourceLength / (source.length + joint.length)));
      return Array.from({ length: c.chance(50) ? times : 2 + c.below(times) }, () => source).join(joint);
    }
    case 8:
      return callOf(c, source);
    case 9:
      return `app.t matches 'QQ|${patternText(c, 2)}'`;
    case 10: {
      const calls = Array.from({ length: 1 + c.below(60) }, () => `app.t matches 'QQ|${patternText(c, c.below(3))}'`);
      return `{${calls.join(", ")}}`;
    }
    default:
      return source.replace(/app\.\w+/, c.pick(["app.t", "app.l", "app.n", "app.m", "groups", "app.l[0]", "app.m.a", "app.x"]));
  }
}

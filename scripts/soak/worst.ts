/** The worst expressions within the limits that the search has found, each with the data that it is worst on. */

/** An expression and its data. */
export interface Worst {
  readonly name: string;
  readonly expr: string;
  readonly context: Readonly<Record<string, unknown>>;
}

const words = (count: number, length: number) => Array.from({ length: count }, (_, index) => `${index}`.padEnd(length, "x"));
const app = (profile: object) => ({ app: { profile } });
const TEXT = "x".repeat(65_000);

export const WORST: readonly Worst[] = [
  {
    name: "steps: a projection inside a projection",
    expr: "app.l.![app.l.![#this + 1]]",
    context: app({ l: Array.from({ length: 310 }, (_, index) => index) }),
  },
  { name: "work: texts made anew", expr: "app.t.toUpperCase() + app.t.toLowerCase()", context: app({ t: TEXT.slice(0, 32_000) }) },
  { name: "work: a pattern over a text", expr: "app.t matches '(x|y|xx)*z'", context: app({ t: TEXT.slice(0, 1_000) }) },
  {
    name: "work: splitting and joining",
    expr: "Arrays.toCsvString(app.l.![String.replace(#this, 'x', 'yy')])",
    context: app({ l: words(900, 30) }),
  },
  { name: "equality of long lists", expr: "app.l.?[app.l == app.l].![#this]", context: app({ l: words(200, 20) }) },
  {
    name: "equality of maps",
    expr: "app.l.![app.l.![app.m == {a: #this, b: app.m.b}]]",
    context: app({ l: words(320, 20), m: { a: TEXT.slice(0, 20), b: Array.from({ length: 320 }, (_, index) => index) } }),
  },
  {
    name: "maps of lists of replaced texts",
    expr: "app.l.![app.l.![app.l.![{{k: groups == null ? app.x : app.m.a ?: app.l[0], j: app.l.![String.replace(#this, 'x', 'yy')]}}]]]",
    context: app({ l: words(3_000, 26), m: { a: "x" } }),
  },
  {
    name: "groups",
    expr: "groups.?[name.startsWith('1')].![name.toUpperCase()]",
    context: { groups: words(2_000, 20).map((name) => ({ id: name, type: "OKTA_GROUP", name })) },
  },
  {
    name: "calls that read the context",
    expr: "app.l.![app.l.![isMemberOfGroupNameContains('yy')]]",
    context: { ...app({ l: words(90, 4) }), groups: words(3, 20).map((name) => ({ id: name, type: "OKTA_GROUP", name })) },
  },
  {
    name: "steps: patterns",
    expr: "app.l.![app.t matches '(a|x)*(x|y)*z']",
    context: app({ l: words(1_500, 4), t: "x".repeat(100) }),
  },
  {
    name: "steps: instants in a zone",
    expr: "app.l.![#this.parseStringTime().toZone('Europe/Berlin').toString('HH:mm ZZ')]",
    context: app({ l: Array.from({ length: 100 }, (_, index) => `2026-01-${`${(index % 28) + 1}`.padStart(2, "0")}T09:30:00Z`) }),
  },
];

/** One source with all of its mutants in it, each behind a switch, and a tick in each loop. */
import ts from "typescript";
import { type Change, changesAt, isOnlyType } from "./operators.js";

/** A mutant, by a name that says what it changes. */
export interface Mutant {
  readonly id: number;
  readonly file: string;
  readonly line: number;
  readonly name: string;
}

/** A source with switches. */
export interface Schemata {
  readonly text: string;
  readonly mutants: readonly Mutant[];
}

/** The text of a line, and how it is changed; the second of the same name is told by its number. */
function namesOf(source: string, file: ts.SourceFile, changes: readonly Change[]): { line: number; name: string }[] {
  const lines = source.split("\n");
  const seen = new Map<string, number>();
  return changes.map(({ start, end, text }) => {
    const { line } = file.getLineAndCharacterOfPosition(start);
    const was = source.slice(start, end).replaceAll(/\s+/g, " ");
    const name = `${(lines[line] as string).trim()} | ${was} → ${text}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { line: line + 1, name: count === 1 ? name : `${name} (${count})` };
  });
}

/** Every change of a file, by the expression that it is chosen for, in the order of the source. */
function changesOf(file: ts.SourceFile): Change[] {
  const found: Change[] = [];
  const visit = (node: ts.Node): void => {
    if (isOnlyType(node)) return;
    found.push(...changesAt(node));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/**
 * Writes the switches.
 *
 * @param path the file, as reports name it
 * @param first the number of its first mutant
 * @param runtime where `isOn` and `tick` come from
 */
export function schemataOf(path: string, source: string, first: number, runtime: string): Schemata {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.ES2022, true);
  const changes = changesOf(file);
  const names = namesOf(source, file, changes);
  const mutants = names.map(({ line, name }, index) => ({ id: first + index, file: path, line, name }));
  const chosen = new Map<ts.Node, { change: Change; id: number }[]>();
  changes.forEach((change, index) => {
    const others = chosen.get(change.of) ?? [];
    chosen.set(change.of, [...others, { change, id: first + index }]);
  });

  /** The text of a node with the switches of what is inside it. */
  const inside = (node: ts.Node): string => {
    let text = "";
    let at = node.getStart();
    ts.forEachChild(node, (child) => {
      const start = child.getStart();
      // Decorations such as `?` and keywords are no children everywhere: what is between children is taken over.
      text += source.slice(at, start) + written(child);
      at = child.getEnd();
    });
    return ticking(node, text + source.slice(at, node.getEnd()));
  };
  const written = (node: ts.Node): string => {
    if (isOnlyType(node)) return node.getText();
    const original = inside(node);
    const own = chosen.get(node);
    if (own === undefined) return original;
    const arms = own.map(({ change: { start, end, text, whole }, id }) => {
      const mutated = whole ?? source.slice(node.getStart(), start) + text + source.slice(end, node.getEnd());
      return `__isOn(${id}) ? (${mutated}) : `;
    });
    return `(${arms.join("")}(${original}))`;
  };
  const imported = `import { isOn as __isOn, tick as __tick } from ${JSON.stringify(runtime)};\n`;
  return { text: imported + inside(file), mutants };
}

/** A body of a loop counts its turns, so that one without an end ends. */
function ticking(node: ts.Node, text: string): string {
  const { parent } = node;
  if (!parent || !ts.isIterationStatement(parent, false) || parent.statement !== node) return text;
  return `{ __tick(); ${text} }`;
}

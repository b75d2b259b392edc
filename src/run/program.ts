/** A compiled expression: evaluates contexts, and explains what it did. Never throws on data. */
import type { Span } from "../base/span.js";
import type { Facts } from "../check/facts.js";
import type { Verdict } from "../check/grants.js";
import { sensitiveNodes } from "../check/sensitive.js";
import type { Environment } from "../context/environment.js";
import type { Lane } from "../context/lane.js";
import type { ContextReader } from "../context/reader.js";
import type { Sights } from "../context/sights.js";
import { startReading } from "../context/start.js";
import { NO_STACK, withinStack } from "../diagnostics/stack.js";
import type { Node } from "../syntax/ast.js";
import { isWellFormed } from "../values/text.js";
import { describeKind, Fault, isFault, type Value } from "../values/value.js";
import { reasonOf } from "./blame.js";
import { compileNodes } from "./compile.js";
import { type Explanation, explainTrace, UNEXPLAINED } from "./explain.js";
import { Frame, type Step, type Trace } from "./frame.js";
import type { RevealOption } from "./masking.js";
import { attributeLane } from "./operand.js";
import { errorOutcome, exportValue, type Outcome } from "./outcome.js";

/** What an evaluation may be told beyond the context. */
export interface EvaluateOptions {
  /** The grant of the token; must agree with the context's own. */
  readonly grant?: string;
}

/** What an explanation may be told. */
export interface ExplainOptions extends EvaluateOptions, RevealOption {}

/** A checked and compiled expression. Immutable; may be used by many evaluations at once. */
export interface Program {
  readonly source: string;
  /** The context paths it can read. Like the verdicts they are found when somebody first asks. */
  readonly reads: readonly string[];
  readonly verdicts: Readonly<Record<string, Verdict>>;
  /**
   * Evaluates one context.
   *
   * @param context plain data of the shape in `docs/language.md`; nothing in it is changed and no getter is run
   * @returns a value, an absence with its reason, or an error; never throws
   * @example program.evaluate({ grant: "client_credentials", app: { profile: { system_home: "HDQ" } } })
   */
  evaluate(context: unknown, options?: EvaluateOptions): Outcome;
  /**
   * Evaluates and tells every node's outcome, branches taken and skipped, and one sentence. The outcome is `evaluate`'s.
   * Values that may tell something of an attribute with a `sensitivity` are masked unless `reveal` is set.
   */
  explain(context: unknown, options?: ExplainOptions): Explanation;
}

/** A checked tree. */
export interface Tree {
  readonly root: Node;
  readonly facts: Facts;
}

/** A tree with what a program tells of it. */
export interface CheckedTree extends Tree {
  readonly reads: readonly string[];
  readonly verdicts: Readonly<Record<string, Verdict>>;
}

/** What a program is made of. */
export interface ProgramParts extends EvaluatorParts {
  readonly again: (source: string, env: Environment) => CheckedTree;
}

/** What evaluating needs. */
export interface EvaluatorParts extends Tree {
  readonly source: string;
  readonly env: Environment;
  /** Makes the tree anew. With it, the tree is forgotten until somebody asks for a reason or an explanation. */
  readonly again?: (source: string, env: Environment) => Tree;
}

/** What the claims of one token share: one reader, so that each path is admitted once for all of them. */
export interface ProgramInternals {
  /** By node id: whether its value may tell something of an attribute with a sensitivity. */
  readonly sensitive: readonly boolean[];
  evaluateWith(reader: ContextReader): Outcome;
  explainWith(reader: ContextReader, options: RevealOption): Explanation;
}

/** Makes what evaluates a source that was checked without errors, for the rooms below. */
export function makeInternals(parts: EvaluatorParts): ProgramInternals {
  return evaluatorOf(parts);
}

/** Makes the program of a source that was checked without errors. */
export function makeProgram(parts: ProgramParts): Program {
  const { source, env, again } = parts;
  return programOf(source, env, again, evaluatorOf(parts));
}

function evaluatorOf(parts: EvaluatorParts): Evaluator {
  const { source, facts, env } = parts;
  const step = compileNodes(source, facts, env, false).at(-1) as Step;
  const path = facts.paths[parts.root.id];
  const lane = attributeLane(path && env.sights.laneOf(path, env.limits));
  return new Evaluator(parts, step, isTest(env) ? undefined : lane);
}

/** What its functions close over is kept as long as the program is, so it is made apart from the tree. */
function programOf(source: string, env: Environment, again: ProgramParts["again"], evaluator: Evaluator): Program {
  const evaluate: Program["evaluate"] = (context, options) => evaluator.evaluate(context, options);
  const explain: Program["explain"] = (context, options) => evaluator.explain(context, options ?? {});
  return Object.freeze(new CheckedProgram(source, env, again, evaluate, explain));
}

type Told = Pick<CheckedTree, "reads" | "verdicts">;

/** The public object. What the checker said is told when somebody asks: few do, and it would be a third of what a program keeps. */
class CheckedProgram implements Program {
  declare readonly reads: Program["reads"];
  declare readonly verdicts: Program["verdicts"];
  readonly #env: Environment;
  readonly #again: ProgramParts["again"];
  #known: Told | undefined = undefined;

  constructor(
    readonly source: string,
    env: Environment,
    again: ProgramParts["again"],
    readonly evaluate: Program["evaluate"],
    readonly explain: Program["explain"],
  ) {
    this.#env = env;
    this.#again = again;
    Object.defineProperties(this, TOLD);
  }

  told(): Told {
    if (this.#known === undefined) {
      const { reads, verdicts } = withinStack(() => this.#again(this.source, this.#env));
      this.#known = { reads, verdicts };
    }
    return this.#known;
  }
}

function telling<Name extends keyof Told>(name: Name) {
  return {
    enumerable: true,
    get(this: CheckedProgram): Told[Name] {
      return this.told()[name];
    },
  };
}

/** Of each program's own, so that a copy has them too. */
const TOLD = { reads: telling("reads"), verdicts: telling("verdicts") };

/** Room for what each node gives, without holes. */
function emptyTrace({ nodes }: Facts): Trace {
  return new Array<Value | Fault | undefined>(nodes.length).fill(undefined);
}

/** Whether an expression of the kind has to give true or false. */
function isTest({ kind }: Environment): boolean {
  return kind.result === "boolean";
}

/** Whether every text that an expression can give is written out in it, and well-formed: the arms of its conditionals are. */
function givesWritten(root: Node): boolean {
  let node = root;
  while (node.kind === "Conditional" && isWritten(node.whenTrue)) node = node.whenFalse;
  return isWritten(node);
}

function isWritten(node: Node): boolean {
  return node.kind === "Literal" && (typeof node.value !== "string" || isWellFormed(node.value));
}

/** What a program keeps. The tree would be most of it, and few programs are ever asked why. */
class Evaluator implements ProgramInternals {
  private masks: readonly boolean[] | undefined = undefined;
  private recording: readonly Step[] | undefined = undefined;
  private readonly sights: Sights;
  private readonly isTest: boolean;
  /** Whatever text it gives is written out, and so was looked at already. */
  private readonly isWritten: boolean;
  private readonly source: string;
  private readonly env: Environment;
  private readonly again: NonNullable<EvaluatorParts["again"]>;
  private known: Tree | undefined = undefined;

  /** @param lane the short way to the text of an expression that is a path and nothing else */
  constructor(
    { source, env, root, facts, again }: EvaluatorParts,
    private readonly step: Step,
    private readonly lane: Lane | undefined,
  ) {
    this.source = source;
    this.env = env;
    this.sights = env.sights;
    this.isTest = isTest(env);
    this.isWritten = givesWritten(root);
    this.again = again ?? (() => ({ root, facts }));
  }

  private get whole(): Span {
    return { start: 0, end: this.source.length };
  }

  private get tree(): Tree {
    this.known ??= this.again(this.source, this.env);
    return this.known;
  }

  /** The recording twin, compiled when somebody first asks for a reason or an explanation. */
  private get recorder(): readonly Step[] {
    this.recording ??= compileNodes(this.source, this.tree.facts, this.env, true);
    return this.recording;
  }

  evaluate(context: unknown, options: EvaluateOptions | undefined): Outcome {
    try {
      const frame = options === undefined ? Frame.again(this.sights, context) : undefined;
      if (frame === undefined) return this.evaluateFirst(context, options);
      if (this.lane !== undefined) {
        // An expression that is one path is over with its text.
        const value = this.lane.text(frame);
        if (value !== undefined) return { status: "value", value };
      }
      return this.run(frame, undefined);
    } catch (error) {
      // A caller may leave almost no stack: nothing can be called here. What else is thrown is a fault of ours and is not hidden.
      if (!(error instanceof RangeError)) throw error;
      return { status: "error", diagnostic: { ...NO_STACK, span: { start: 0, end: this.source.length } } };
    }
  }

  private evaluateFirst(context: unknown, options: EvaluateOptions | undefined): Outcome {
    const frame = this.frame(context, options);
    return frame instanceof Fault ? errorOutcome(frame, this.whole) : this.run(frame, undefined);
  }

  evaluateWith(reader: ContextReader): Outcome {
    try {
      return this.run(Frame.of(reader), reader);
    } catch (error) {
      // As in `evaluate`.
      if (!(error instanceof RangeError)) throw error;
      return { status: "error", diagnostic: { ...NO_STACK, span: { start: 0, end: this.source.length } } };
    }
  }

  private run(frame: Frame, reader: ContextReader | undefined): Outcome {
    frame.enter(this.env.limits, reader);
    const value = this.step(frame);
    const outcome = value === null ? this.absence(frame) : this.outcome(value, frame);
    frame.leave();
    return outcome;
  }

  /** What explanations mask; found when somebody first asks for one. */
  get sensitive(): readonly boolean[] {
    this.masks ??= sensitiveNodes(this.tree.facts);
    return this.masks;
  }

  explain(context: unknown, options: ExplainOptions): Explanation {
    return withinStack(() => {
      const frame = this.frame(context, options);
      if (frame instanceof Fault) return this.told(errorOutcome(frame, this.whole), [], options);
      return this.explainIn(frame, undefined, options);
    }, UNEXPLAINED);
  }

  explainWith(reader: ContextReader, options: RevealOption): Explanation {
    return withinStack(() => this.explainIn(Frame.of(reader), reader, options), UNEXPLAINED);
  }

  private explainIn(frame: Frame, reader: ContextReader | undefined, options: RevealOption): Explanation {
    const trace = emptyTrace(this.tree.facts);
    frame.enter(this.env.limits, reader);
    frame.record(trace, false);
    const value = (this.recorder.at(-1) as Step)(frame);
    frame.record(undefined, false);
    const outcome = value === null ? this.absence(frame) : this.outcome(value, frame);
    frame.leave();
    return this.told(outcome, trace, options);
  }

  private told(outcome: Outcome, trace: Trace, options: RevealOption): Explanation {
    const { source } = this;
    const { root, facts } = this.tree;
    return explainTrace({ source, root, facts, outcome, trace, sensitive: this.sensitive }, options);
  }

  /** Runs once more, recording, to find the reason of a null. What was within the budget once is not held to it again. */
  private absence(frame: Frame): Outcome {
    const { source } = this;
    const { root, facts } = this.tree;
    frame.record(emptyTrace(facts), true);
    const steps = this.recorder;
    const value = (steps.at(-1) as Step)(frame);
    const outcome: Outcome = isFault(value)
      ? this.outcome(value, frame)
      : { status: "absent", reason: reasonOf({ facts, steps, frame, source }, root) };
    frame.record(undefined, false);
    return outcome;
  }

  private outcome(value: Value | Fault, frame: Frame): Outcome {
    if (this.isTest && !isFault(value) && typeof value !== "boolean") {
      const { kind } = this.env;
      return errorOutcome(new Fault("run/result-type", { kind: kind.name, actual: describeKind(value) }), this.whole);
    }
    if (typeof value === "string" && (this.isWritten || isWellFormed(value))) return { status: "value", value };
    if (typeof value === "boolean") return { status: "value", value };
    const exported = exportValue(value, frame.room);
    return exported instanceof Fault ? errorOutcome(exported, this.whole) : { status: "value", value: exported };
  }

  /** What an evaluation of a context begins with: what was seen of it before, or a first look. */
  private frame(context: unknown, options: EvaluateOptions | undefined): Frame | Fault {
    const asked = options === undefined ? undefined : grantIn(options);
    return Frame.again(this.sights, context, asked) ?? this.first(context, asked);
  }

  private first(context: unknown, asked: string | undefined): Frame | Fault {
    const start = startReading(context, asked, this.env.grants);
    return start instanceof Fault ? start : Frame.first(this.sights, context, start, asked, undefined);
  }
}

/** The grant that a caller says. Who writes no types may give null for no options. */
function grantIn(options: EvaluateOptions | null): string | undefined {
  return options !== null && Object.hasOwn(options, "grant") ? options.grant : undefined;
}

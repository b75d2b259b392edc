/** A compiled expression: evaluates contexts, and explains what it did. Never throws on data. */
import type { Span } from "../base/span.js";
import type { Facts } from "../check/facts.js";
import type { Verdict } from "../check/grants.js";
import { sensitiveNodes } from "../check/sensitive.js";
import type { Environment } from "../context/environment.js";
import { ContextReader } from "../context/reader.js";
import { startReading } from "../context/start.js";
import type { Node } from "../syntax/ast.js";
import { describeKind, Fault, isFault, type Value } from "../values/value.js";
import { reasonOf } from "./blame.js";
import { compileNodes } from "./compile.js";
import { type Explanation, explainTrace } from "./explain.js";
import { Frame, type Step } from "./frame.js";
import type { RevealOption } from "./masking.js";
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
  /** The context paths it can read. */
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

/** What a program is made of. */
export interface ProgramParts {
  readonly source: string;
  readonly root: Node;
  readonly facts: Facts;
  readonly env: Environment;
  readonly reads: readonly string[];
  readonly verdicts: Readonly<Record<string, Verdict>>;
}

/** What the claims of one token share: one reader, so that each path is admitted once for all of them. */
export interface ProgramInternals {
  readonly env: Environment;
  readonly facts: Facts;
  readonly root: Node;
  /** By node id: whether its value may tell something of an attribute with a sensitivity. */
  sensitive(): readonly boolean[];
  evaluateWith(reader: ContextReader): Outcome;
  explainWith(reader: ContextReader, options: RevealOption): Explanation;
}

/** The internals by program: they are no part of the public object. */
const INTERNALS = new WeakMap<Program, ProgramInternals>();

/** What the rooms below may use of a program. */
export function internalsOf(program: Program): ProgramInternals {
  return INTERNALS.get(program) as ProgramInternals;
}

/** Makes the program of a source that was checked without errors. */
export function makeProgram(parts: ProgramParts): Program {
  const { source, facts, env, reads, verdicts } = parts;
  const step = compileNodes(source, facts, env.limits, false).at(-1) as Step;
  // The recording twin is compiled when somebody first asks for a reason or an explanation.
  let recording: readonly Step[] | undefined;
  const recordingSteps = () => {
    recording ??= compileNodes(source, facts, env.limits, true);
    return recording;
  };
  const evaluator = new Evaluator(parts, step, recordingSteps);
  const program: Program = Object.freeze({
    source,
    reads,
    verdicts,
    evaluate: (context: unknown, options?: EvaluateOptions) => evaluator.evaluate(context, options),
    explain: (context: unknown, options: ExplainOptions = {}) => evaluator.explain(context, options),
  });
  INTERNALS.set(program, {
    env,
    facts,
    root: parts.root,
    evaluateWith: (reader) => evaluator.evaluateWith(reader),
    sensitive: () => evaluator.sensitive,
    explainWith: (reader, options) => evaluator.explainWith(reader, options),
  });
  return program;
}

/** A caller may leave almost no stack; that must end as an outcome. Anything else that is thrown is a fault of ours and is not hidden. */
function stackFault(error: unknown): Fault {
  if (error instanceof RangeError) return new Fault("run/stack");
  throw error;
}

/** Room for what each node gives, without holes. */
function emptyTrace({ nodes }: Facts): (Value | Fault | undefined)[] {
  return new Array<Value | Fault | undefined>(nodes.length).fill(undefined);
}

class Evaluator {
  private readonly whole: Span;
  private masks: readonly boolean[] | undefined;

  constructor(
    private readonly parts: ProgramParts,
    private readonly step: Step,
    private readonly recordingSteps: () => readonly Step[],
  ) {
    this.whole = { start: 0, end: parts.source.length };
  }

  evaluate(context: unknown, options: EvaluateOptions | undefined): Outcome {
    const reader = this.reader(context, options);
    return reader instanceof Fault ? errorOutcome(reader, this.whole) : this.evaluateWith(reader);
  }

  evaluateWith(reader: ContextReader): Outcome {
    try {
      const value = this.step(this.frame(reader));
      return value === null ? this.absence(reader) : this.outcome(value);
    } catch (error) {
      return errorOutcome(stackFault(error), this.whole);
    }
  }

  /** What explanations mask; found when somebody first asks for one. */
  get sensitive(): readonly boolean[] {
    this.masks ??= sensitiveNodes(this.parts.facts);
    return this.masks;
  }

  explain(context: unknown, options: ExplainOptions): Explanation {
    const reader = this.reader(context, options);
    return reader instanceof Fault ? this.told(errorOutcome(reader, this.whole), [], options) : this.explainWith(reader, options);
  }

  explainWith(reader: ContextReader, options: RevealOption): Explanation {
    const frame = this.frame(reader);
    const trace = emptyTrace(this.parts.facts);
    frame.trace = trace;
    try {
      const value = (this.recordingSteps().at(-1) as Step)(frame);
      const outcome = value === null ? this.absence(reader) : this.outcome(value);
      return this.told(outcome, trace, options);
    } catch (error) {
      return this.told(errorOutcome(stackFault(error), this.whole), [], options);
    }
  }

  private told(outcome: Outcome, trace: readonly (Value | Fault | undefined)[], options: RevealOption): Explanation {
    const { source, root, facts } = this.parts;
    return explainTrace({ source, root, facts, outcome, trace, sensitive: this.sensitive }, options);
  }

  /** Runs once more, recording, to find the reason of a null. What was within the budget once is not held to it again. */
  private absence(reader: ContextReader): Outcome {
    const { facts, source, root, env } = this.parts;
    const frame = new Frame(reader, { ...env.limits, steps: Number.MAX_SAFE_INTEGER, work: Number.MAX_SAFE_INTEGER });
    frame.trace = emptyTrace(facts);
    const steps = this.recordingSteps();
    const value = (steps.at(-1) as Step)(frame);
    if (isFault(value)) return this.outcome(value);
    return { status: "absent", reason: reasonOf({ facts, steps, frame, source }, root) };
  }

  private outcome(value: Value | Fault): Outcome {
    const { kind } = this.parts.env;
    if (!isFault(value) && kind.result === "boolean" && typeof value !== "boolean") {
      return errorOutcome(new Fault("run/result-type", { kind: kind.name, actual: describeKind(value) }), this.whole);
    }
    const exported = exportValue(value, this.parts.env.limits.dataSize);
    return exported instanceof Fault ? errorOutcome(exported, this.whole) : { status: "value", value: exported };
  }

  private frame(reader: ContextReader): Frame {
    return new Frame(reader, this.parts.env.limits);
  }

  private reader(context: unknown, options: EvaluateOptions | undefined): ContextReader | Fault {
    const asked = options !== undefined && Object.hasOwn(options, "grant") ? options.grant : undefined;
    const started = startReading(context, asked, this.parts.env.grants);
    return started instanceof Fault
      ? started
      : new ContextReader(started.context, started.grant, started.words, this.parts.env.limits);
  }
}

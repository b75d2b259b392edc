/** A compiled expression: evaluates contexts, and explains what it did. Never throws on data. */

import type { Limits } from "../base/limits.js";
import type { Span } from "../base/span.js";
import type { Facts } from "../check/facts.js";
import type { Verdict } from "../check/grants.js";
import { sensitiveNodes } from "../check/sensitive.js";
import type { Environment } from "../context/environment.js";
import { Lane } from "../context/lane.js";
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

/** A checked tree. */
export interface Tree {
  readonly root: Node;
  readonly facts: Facts;
}

/** What a program is made of. */
export interface ProgramParts extends Tree {
  readonly source: string;
  readonly env: Environment;
  readonly reads: readonly string[];
  readonly verdicts: Readonly<Record<string, Verdict>>;
  /** Makes the tree anew. With it, the tree is forgotten until somebody asks for a reason or an explanation. */
  readonly again?: () => Tree;
}

/** What evaluating keeps. */
interface Kept {
  readonly source: string;
  readonly env: Environment;
  readonly tree: () => Tree;
  /** The recording twin, compiled when somebody first asks for a reason or an explanation. */
  readonly recording: () => readonly Step[];
}

/** What the claims of one token share: one reader, so that each path is admitted once for all of them. */
export interface ProgramInternals {
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
  const step = compileNodes(source, facts, env, false).at(-1) as Step;
  const path = facts.paths[parts.root.id];
  const lane = path && env.sights.laneOf(path, env.limits);
  const evaluator = new Evaluator(keptOf(parts), step, lane instanceof Lane ? lane : undefined);
  const program: Program = Object.freeze({
    source,
    reads,
    verdicts,
    evaluate: (context: unknown, options?: EvaluateOptions) => evaluator.evaluate(context, options),
    explain: (context: unknown, options: ExplainOptions = {}) => evaluator.explain(context, options),
  });
  INTERNALS.set(program, {
    evaluateWith: (reader) => evaluator.evaluateWith(reader),
    sensitive: () => evaluator.sensitive,
    explainWith: (reader, options) => evaluator.explainWith(reader, options),
  });
  return program;
}

/** The tree is most of what a program would keep, and few programs are ever asked why. */
function keptOf({ source, env, root, facts, again }: ProgramParts): Kept {
  if (again) return remembering(source, env, again);
  const tree = { root, facts };
  return remembering(source, env, () => tree);
}

function remembering(source: string, env: Environment, make: () => Tree): Kept {
  let tree: Tree | undefined;
  let recording: readonly Step[] | undefined;
  const treeOf = () => {
    tree ??= make();
    return tree;
  };
  return {
    source,
    env,
    tree: treeOf,
    recording: () => {
      recording ??= compileNodes(source, treeOf().facts, env, true);
      return recording;
    },
  };
}

/** Room for what each node gives, without holes. */
function emptyTrace({ nodes }: Facts): (Value | Fault | undefined)[] {
  return new Array<Value | Fault | undefined>(nodes.length).fill(undefined);
}

class Evaluator {
  private readonly whole: Span;
  private masks: readonly boolean[] | undefined;
  private readonly limits: Limits;
  private readonly sights: Sights;
  private readonly isTest: boolean;

  /** @param lane the short way to the value of an expression that is a path and nothing else */
  constructor(
    private readonly kept: Kept,
    private readonly step: Step,
    private readonly lane: Lane | undefined,
  ) {
    const { env, source } = kept;
    this.whole = { start: 0, end: source.length };
    this.limits = env.limits;
    this.sights = env.sights;
    this.isTest = env.kind.result === "boolean";
  }

  evaluate(context: unknown, options: EvaluateOptions | undefined): Outcome {
    try {
      const again = this.sights.again(context, grantIn(options), undefined);
      if (again === undefined) {
        const frame = this.first(context, options);
        return frame instanceof Fault ? errorOutcome(frame, this.whole) : this.run(frame);
      }
      if (this.lane !== undefined) {
        // An expression that is one path needs no frame to be read in.
        const value = this.lane.read(again);
        if (typeof value === "string" && !this.isTest && isWellFormed(value)) return { status: "value", value };
      }
      return this.run(new Frame(again, again.start, this.limits));
    } catch (error) {
      // A caller may leave almost no stack: nothing can be called here. What else is thrown is a fault of ours and is not hidden.
      if (!(error instanceof RangeError)) throw error;
      return { status: "error", diagnostic: { ...NO_STACK, span: this.whole } };
    }
  }

  evaluateWith(reader: ContextReader): Outcome {
    try {
      return this.run(new Frame(reader.sight, reader, this.limits));
    } catch (error) {
      // A caller may leave almost no stack: nothing can be called here. What else is thrown is a fault of ours and is not hidden.
      if (!(error instanceof RangeError)) throw error;
      return { status: "error", diagnostic: { ...NO_STACK, span: this.whole } };
    }
  }

  private run(frame: Frame): Outcome {
    const value = this.step(frame);
    return value === null ? this.absence(frame) : this.outcome(value);
  }

  /** What explanations mask; found when somebody first asks for one. */
  get sensitive(): readonly boolean[] {
    this.masks ??= sensitiveNodes(this.kept.tree().facts);
    return this.masks;
  }

  explain(context: unknown, options: ExplainOptions): Explanation {
    return withinStack(() => {
      const frame = this.frame(context, options);
      return frame instanceof Fault ? this.told(errorOutcome(frame, this.whole), [], options) : this.explainIn(frame, options);
    }, UNEXPLAINED);
  }

  explainWith(reader: ContextReader, options: RevealOption): Explanation {
    return withinStack(() => this.explainIn(new Frame(reader.sight, reader, this.limits), options), UNEXPLAINED);
  }

  private explainIn(frame: Frame, options: RevealOption): Explanation {
    const trace = emptyTrace(this.kept.tree().facts);
    frame.trace = trace;
    const value = (this.kept.recording().at(-1) as Step)(frame);
    const outcome = value === null ? this.absence(frame) : this.outcome(value);
    return this.told(outcome, trace, options);
  }

  private told(outcome: Outcome, trace: readonly (Value | Fault | undefined)[], options: RevealOption): Explanation {
    const { source } = this.kept;
    const { root, facts } = this.kept.tree();
    return explainTrace({ source, root, facts, outcome, trace, sensitive: this.sensitive }, options);
  }

  /** Runs once more, recording, to find the reason of a null. What was within the budget once is not held to it again. */
  private absence({ sight, reader }: Frame): Outcome {
    const { source } = this.kept;
    const { root, facts } = this.kept.tree();
    const frame = new Frame(sight, reader, { ...this.limits, steps: Number.MAX_SAFE_INTEGER, work: Number.MAX_SAFE_INTEGER });
    frame.trace = emptyTrace(facts);
    const steps = this.kept.recording();
    const value = (steps.at(-1) as Step)(frame);
    if (isFault(value)) return this.outcome(value);
    return { status: "absent", reason: reasonOf({ facts, steps, frame, source }, root) };
  }

  private outcome(value: Value | Fault): Outcome {
    if (this.isTest && !isFault(value) && typeof value !== "boolean") {
      const { kind } = this.kept.env;
      return errorOutcome(new Fault("run/result-type", { kind: kind.name, actual: describeKind(value) }), this.whole);
    }
    if (typeof value === "string" && isWellFormed(value)) return { status: "value", value };
    const exported = exportValue(value, this.limits.dataSize);
    return exported instanceof Fault ? errorOutcome(exported, this.whole) : { status: "value", value: exported };
  }

  /** What an evaluation of a context begins with: what was seen of it before, or a first look. */
  private frame(context: unknown, options: EvaluateOptions | undefined): Frame | Fault {
    const again = this.sights.again(context, grantIn(options), undefined);
    return again ? new Frame(again, again.start, this.limits) : this.first(context, options);
  }

  private first(context: unknown, options: EvaluateOptions | undefined): Frame | Fault {
    const asked = grantIn(options);
    const start = startReading(context, asked, this.kept.env.grants);
    return start instanceof Fault ? start : new Frame(this.sights.first(context, start, asked, undefined), start, this.limits);
  }
}

/** The grant that a caller says. */
function grantIn(options: EvaluateOptions | undefined): string | undefined {
  return options !== undefined && Object.hasOwn(options, "grant") ? options.grant : undefined;
}

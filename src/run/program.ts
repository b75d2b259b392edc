/** A compiled expression: evaluates contexts, and explains what it did. Never throws on data. */
import type { Span } from "../base/span.js";
import type { Facts } from "../check/facts.js";
import type { Verdict } from "../check/grants.js";
import type { Environment } from "../context/environment.js";
import { GRANTS, type Grant } from "../context/grants.js";
import { ContextReader } from "../context/reader.js";
import type { Node } from "../syntax/ast.js";
import { describeHost, own } from "../values/own.js";
import { describeKind, Fault, isFault, type Value } from "../values/value.js";
import { reasonOf } from "./blame.js";
import { compileNodes } from "./compile.js";
import { type Explanation, explainTrace } from "./explain.js";
import { Frame, type Step } from "./frame.js";
import { errorOutcome, exportValue, type Outcome } from "./outcome.js";

/** What an evaluation may be told beyond the context. */
export interface EvaluateOptions {
  /** The grant of the token; must agree with the context's own. */
  readonly grant?: string;
}

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
  /** Evaluates and tells every node's outcome, branches taken and skipped, and one sentence. The outcome is `evaluate`'s. */
  explain(context: unknown, options?: EvaluateOptions): Explanation;
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

/** Makes the program of a source that was checked without errors. */
export function makeProgram(parts: ProgramParts): Program {
  const { source, facts, env, reads, verdicts } = parts;
  const step = compileNodes(source, facts, env.limits, false);
  // The recording twin is compiled when somebody first asks for a reason or an explanation.
  let recording: Step | undefined;
  const recordingStep = () => {
    recording ??= compileNodes(source, facts, env.limits, true);
    return recording;
  };
  const evaluator = new Evaluator(parts, step, recordingStep);
  return Object.freeze({
    source,
    reads,
    verdicts,
    evaluate: (context: unknown, options?: EvaluateOptions) => evaluator.evaluate(context, options),
    explain: (context: unknown, options?: EvaluateOptions) => evaluator.explain(context, options),
  });
}

class Evaluator {
  private readonly whole: Span;

  constructor(
    private readonly parts: ProgramParts,
    private readonly step: Step,
    private readonly recordingStep: () => Step,
  ) {
    this.whole = { start: 0, end: parts.source.length };
  }

  evaluate(context: unknown, options: EvaluateOptions | undefined): Outcome {
    const frame = this.frame(context, options);
    if (frame instanceof Fault) return errorOutcome(frame, this.whole);
    const value = this.run(frame, this.step);
    if (value === null) return { status: "absent", reason: this.reason(frame) };
    return this.outcome(value);
  }

  explain(context: unknown, options: EvaluateOptions | undefined): Explanation {
    const frame = this.frame(context, options);
    const { source, root, facts } = this.parts;
    if (frame instanceof Fault) return explainTrace({ source, root, facts, outcome: errorOutcome(frame, this.whole), trace: [] });
    frame.trace = [];
    const value = this.run(frame, this.recordingStep());
    const outcome: Outcome =
      value === null ? { status: "absent", reason: reasonOf(facts, frame, source, root) } : this.outcome(value);
    return explainTrace({ source, root, facts, outcome, trace: frame.trace });
  }

  private run(frame: Frame, step: Step): Value | Fault {
    try {
      return step(frame);
    } catch (error) {
      // A caller may leave almost no stack; that must end as an outcome. Anything else is a fault of ours and is not hidden.
      if (error instanceof RangeError) return new Fault("run/stack");
      throw error;
    }
  }

  private reason(done: Frame) {
    const frame = done.again();
    frame.trace = [];
    this.recordingStep()(frame);
    return reasonOf(this.parts.facts, frame, this.parts.source, this.parts.root);
  }

  private outcome(value: Value | Fault): Outcome {
    const { kind } = this.parts.env;
    if (!isFault(value) && kind.result === "boolean" && typeof value !== "boolean") {
      return errorOutcome(new Fault("run/result-type", { kind: kind.name, actual: describeKind(value) }), this.whole);
    }
    const exported = exportValue(value);
    return exported instanceof Fault ? errorOutcome(exported, this.whole) : { status: "value", value: exported };
  }

  private frame(context: unknown, options: EvaluateOptions | undefined): Frame | Fault {
    if (typeof context !== "object" || context === null || Array.isArray(context)) {
      if (context !== null && context !== undefined) return new Fault("context/not-a-context", { actual: describeHost(context) });
    }
    const holder = (context ?? null) as object | null;
    const grant = this.grant(holder, options?.grant);
    if (grant instanceof Fault) return grant;
    const { limits } = this.parts.env;
    return new Frame(new ContextReader(holder, grant.row, grant.words, limits), limits);
  }

  private grant(context: object | null, asked: string | undefined): { row: Grant | undefined; words: string } | Fault {
    let given: unknown;
    try {
      const found = context === null ? undefined : own(context, "grant");
      if (found?.state === "accessor") return new Fault("context/accessor", { path: "grant" });
      given = found?.state === "value" ? found.value : undefined;
    } catch {
      // Only a proxy's trap can throw here; the fault says that the data could not be read.
      return new Fault("context/unreadable", { path: "grant" });
    }
    if (given !== undefined && given !== null && typeof given !== "string") {
      return new Fault("context/type-mismatch", { path: "grant", actual: describeHost(given), wanted: "text" });
    }
    if (asked !== undefined && typeof given === "string" && given !== asked)
      return new Fault("context/grant-mismatch", { asked, given });
    const name = asked ?? given ?? undefined;
    if (name === undefined) return { row: undefined, words: "this context" };
    const row = this.parts.env.grants.get(name) ?? (Object.hasOwn(GRANTS, name) ? GRANTS[name as keyof typeof GRANTS] : undefined);
    const known = [...this.parts.env.grants.keys()].join(", ");
    return row ? { row, words: name } : new Fault("context/unknown-grant", { grant: name, known });
  }
}

/** What is wrong with a schema, at which path of it; the environment turns it into a diagnostic. */

/** A problem of a schema document. Severity `warning` leaves the schema usable. */
export interface SchemaProblem {
  readonly path: string;
  readonly problem: string;
  readonly advice: string;
  readonly severity: "error" | "warning";
}

/** Collects problems while a schema is read. */
export interface ProblemSink {
  readonly problems: SchemaProblem[];
}

/** Adds a problem that makes the schema unusable. */
export function refuse(sink: ProblemSink, path: string, problem: string, advice: string): void {
  sink.problems.push({ path: path || "the top", problem, advice, severity: "error" });
}

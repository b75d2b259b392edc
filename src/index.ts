/** `claims-el`: the public names and nothing else. */
export type { Limits } from "./base/limits.js";
export { DEFAULT_LIMITS } from "./base/limits.js";
export type { Position, Span } from "./base/span.js";
export { positionAt } from "./base/span.js";
export type { Blame } from "./check/because.js";
export type { CostBound } from "./check/bound.js";
export type { CheckResult } from "./check/check.js";
export { check } from "./check/check.js";
export type { Verdict } from "./check/grants.js";
export type { Environment, EnvironmentSettings, InstanceSchemas } from "./context/environment.js";
export { defineEnvironment } from "./context/environment.js";
export type { Grant, Party, Presence, TokenKind } from "./context/grants.js";
export { GRANTS } from "./context/grants.js";
export type { ContextKind, KindName } from "./context/kinds.js";
export { KINDS } from "./context/kinds.js";
export type { Code } from "./diagnostics/codes.js";
export { CODES } from "./diagnostics/codes.js";
export type { Severity } from "./diagnostics/define.js";
export type { Diagnostic, Edit, Fix, Related } from "./diagnostics/diagnostic.js";
export { ClaimsElError } from "./diagnostics/error.js";
export type { Reason, ReasonCode } from "./diagnostics/reasons.js";
export { reasonBeforehand } from "./diagnostics/reasons.js";
export type { RenderOptions } from "./diagnostics/render.js";
export { renderDiagnostic } from "./diagnostics/render.js";
export type { ContextRead, Dialect, Example, FunctionRow, Overload, Param } from "./library/define.js";
export {
  absent,
  any,
  boolean,
  country,
  defineFunction,
  fail,
  fromContext,
  integer,
  list,
  number,
  overload,
  receiving,
  text,
  timestamp,
} from "./library/define.js";
export { compile } from "./run/compile-source.js";
export type { ExplainedNode, Explanation } from "./run/explain.js";
export type { RevealOption, ShownOutcome } from "./run/masking.js";
export type { ClaimValue, Outcome } from "./run/outcome.js";
export type { EvaluateOptions, Program } from "./run/program.js";
export type { AttributeLiteral, SchemaLiteral } from "./schemas/literal.js";
export type { SchemaInput, StandardJsonSchema } from "./schemas/schema.js";
export type { Node, NodeKind } from "./syntax/ast.js";
export type { ParseOptions, ParseResult } from "./syntax/parse.js";
export { parse } from "./syntax/parse.js";
export { format } from "./syntax/print.js";
export * as types from "./types/constructors.js";
export type { Attribute, ListType, MapType, Type, Typed } from "./types/type.js";

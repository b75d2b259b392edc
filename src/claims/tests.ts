/** Runs a document's own tests: what each expects of one token, and what the token holds. */
import { badSetting } from "../diagnostics/error.js";
import type { RevealOption, ShownValue } from "../run/masking.js";
import type { ClaimValue } from "../run/outcome.js";
import { isHolder } from "../values/own.js";
import type { TestDefinition } from "./document-types.js";
import { type IssueRequest, type IssueResult, issueWithEndings } from "./issue.js";
import { sameJson } from "./json.js";
import type { ClaimSetParts } from "./parts.js";
import { shownOf } from "./shown.js";
import { coverageOf, type TestCoverage } from "./test-coverage.js";

/** One expectation that did not hold. */
export interface TestFailure {
  /** Undefined where the whole token is meant. */
  readonly claim?: string;
  readonly expected: string;
  readonly actual: string;
  /** Values are hidden, because they may tell something of an attribute with a sensitivity. */
  readonly masked?: true;
}

/** One test. */
export interface TestResult {
  /** Its place in the document, from 1. */
  readonly number: number;
  readonly title: string;
  readonly passed: boolean;
  readonly failures: readonly TestFailure[];
}

/** All tests of a document. */
export interface TestReport {
  readonly passed: number;
  readonly failed: number;
  readonly tests: readonly TestResult[];
  readonly coverage: TestCoverage;
}

/** The request that a test makes. */
export function requestOf(test: TestDefinition): IssueRequest {
  const { grant, token = "access_token", scopes, client, context = {} } = test;
  return { grant, token, context, ...(scopes ? { scopes } : {}), ...(client === undefined ? {} : { client }) };
}

/** Runs every test. */
export function runTests(parts: ClaimSetParts, options: RevealOption = {}): TestReport {
  const definitions = parts.document.tests ?? [];
  const tests = definitions.map((test, index) => runTest(parts, test, index, options));
  const passed = tests.filter((entry) => entry.passed).length;
  return { passed, failed: tests.length - passed, tests, coverage: coverageOf(parts, definitions.map(requestOf)) };
}

function runTest(parts: ClaimSetParts, test: TestDefinition, index: number, options: RevealOption): TestResult {
  const request = requestOf(test);
  const fates = fatesOf(parts, request, options);
  const failures = [...unmetValues(test, fates), ...unmetCodes(test, fates), ...wholeFailures(test, fates)];
  const title = test.title ?? [request.client, request.grant, request.token].filter((word) => word !== undefined).join(", ");
  return { number: index + 1, title, passed: failures.length === 0, failures };
}

/** What became of each claim. */
interface Fates {
  readonly result: IssueResult;
  /** What the token holds. */
  readonly values: ReadonlyMap<string, ClaimValue>;
  readonly omitted: ReadonlyMap<string, string>;
  readonly errors: ReadonlyMap<string, string>;
  /** The values as a failure tells them. */
  readonly shown: ReadonlyMap<string, ShownValue>;
  /** The claims whose values may tell something sensitive. A test that holds expects the very value. */
  readonly masked: ReadonlySet<string>;
}

function fatesOf(parts: ClaimSetParts, request: IssueRequest, options: RevealOption): Fates {
  const { result, ended } = issueWithEndings(parts, request);
  const values = new Map<string, ClaimValue>();
  const shown = new Map<string, ShownValue>();
  for (const { claim, ending } of ended) {
    if (!result.ok || ending.end !== "claim") continue;
    values.set(claim.name, ending.value);
    shown.set(claim.name, shownOf(claim, ending, options));
  }
  const masked = ended.filter(({ claim }) => claim.program.sensitive && options.reveal !== true);
  return {
    ...{ result, values, shown },
    omitted: new Map(result.omitted.map(({ name, reason }) => [name, reason.code])),
    errors: new Map(result.errors.map(({ name, diagnostic }) => [name, diagnostic.code])),
    masked: new Set(masked.map(({ claim }) => claim.name)),
  };
}

/** What became of one claim, in words. */
function fateOf(name: string, { shown, omitted, errors }: Fates): string {
  const [error, reason, value] = [errors.get(name), omitted.get(name), shown.get(name)];
  if (error !== undefined) return `the error ${error}`;
  if (reason !== undefined) return `left out, ${reason}`;
  if (value !== undefined) return "masked" in value ? "another value, which is masked" : JSON.stringify(value.value);
  return "no token";
}

function unmetValues(test: TestDefinition, fates: Fates): TestFailure[] {
  return Object.entries(test.expect ?? {}).flatMap(([name, wanted]) => {
    const value = fates.values.get(name);
    if (value !== undefined && sameJson(value, wanted)) return [];
    const actual = fateOf(name, fates);
    return [
      fates.masked.has(name)
        ? { claim: name, expected: "a value, which is masked", actual, masked: true }
        : { claim: name, expected: JSON.stringify(wanted), actual },
    ];
  });
}

function unmetCodes(test: TestDefinition, fates: Fates): TestFailure[] {
  const unmet = (
    expected: Readonly<Record<string, string>> | undefined,
    actual: ReadonlyMap<string, string>,
    words: string,
  ): TestFailure[] =>
    Object.entries(expected ?? {})
      .filter(([name, code]) => actual.get(name) !== code)
      .map(([name, code]) => ({ claim: name, expected: `${words}${code}`, actual: fateOf(name, fates) }));
  return [...unmet(test.absent, fates.omitted, "left out, "), ...unmet(test.errors, fates.errors, "the error ")];
}

/** A token that is refused although no error is expected, and claims that an exact test does not name. */
function wholeFailures(test: TestDefinition, fates: Fates): TestFailure[] {
  if (!fates.result.ok && Object.keys(test.errors ?? {}).length === 0)
    return [{ expected: "a token", actual: `the token is refused: ${[...new Set(fates.errors.values())].join(", ")}` }];
  if (!test.exact) return [];
  return [...fates.shown]
    .filter(([name]) => !Object.hasOwn(test.expect ?? {}, name))
    .map(([name, value]) =>
      "masked" in value
        ? { claim: name, expected: "not in the token", actual: "a value, which is masked", masked: true }
        : { claim: name, expected: "not in the token", actual: JSON.stringify(value.value) },
    );
}

/** The expectations of a test. */
export type Expectations = Pick<TestDefinition, "expect" | "absent" | "errors">;

/** What a test would have to expect to pass: of the claims that it names, or of all where it names none or is exact. */
export function expectationsOf(parts: ClaimSetParts, test: TestDefinition): Expectations {
  if (!isHolder(test)) throw badSetting("test", "it is not a test", "Give one, such as those of `set.document.tests`.");
  const { values, omitted, errors } = fatesOf(parts, requestOf(test), {});
  const named = new Set([test.expect, test.absent, test.errors].flatMap((part) => Object.keys(part ?? {})));
  const kept = <Value>(entries: ReadonlyMap<string, Value>, before: object | undefined): Record<string, Value> | undefined => {
    const wanted = [...entries].filter(([name]) => test.exact === true || named.size === 0 || named.has(name));
    return wanted.length > 0 || before !== undefined ? Object.fromEntries(wanted) : undefined;
  };
  return {
    expect: kept(values, test.expect) as Expectations["expect"],
    absent: kept(omitted, test.absent) as Expectations["absent"],
    errors: kept(errors, test.errors),
  };
}

/** Runs the hostile cases through the batch protocol: each ends as the law says, soon, tells no marked data, and leaves nothing behind. */
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { type Answer, Batch } from "../../src/cli/batch.js";
import { type Abbreviated, jsonOf, sourceOf } from "./build.js";

interface Case {
  readonly id: string;
  readonly source: string;
  readonly expr: Abbreviated;
  readonly context?: unknown;
  readonly secret?: string;
  readonly expect: {
    readonly status: Answer["status"];
    readonly value?: unknown;
    readonly code?: string;
    readonly codes?: readonly string[];
    readonly reason?: { readonly code: string };
  };
}

const folder = new URL("./", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
const casesOf = (file: string) => (JSON.parse(readFileSync(new URL(file, folder), "utf8")) as { cases: Case[] }).cases;
const batch = new Batch({ now: "2026-01-31T09:30:00.000Z" });

/** Milliseconds that any of these may take on a slow machine under load; a bomb that goes off takes minutes. */
const SOON = 5_000;

/** More diagnostics than this are of no use to anybody. */
const MOST_TOLD = 1_000;

function line({ expr, context }: Case): string {
  const data = context === undefined ? "{}" : jsonOf(context);
  return `{"expr":${JSON.stringify(sourceOf(expr))},"context":${data}}`;
}

/** What of an answer a case speaks about. */
function shown(answer: Answer, wanted: Case["expect"]): unknown {
  const { status } = answer;
  switch (answer.status) {
    case "value":
      return { status, ...("value" in wanted ? { value: answer.value } : {}) };
    case "absent":
      return { status, ...(wanted.reason ? { reason: { code: answer.reason.code } } : {}) };
    case "error":
      return { status, ...(wanted.code ? { code: answer.diagnostic.code } : {}) };
    default: {
      const errors = answer.diagnostics.filter(({ severity }) => severity === "error");
      return { status, ...(wanted.codes ? { codes: errors.map(({ code }) => code) } : {}) };
    }
  }
}

/** The objects that a poisoned evaluation could leave something in. */
function shared(): string[] {
  const made = [Object, Array, String, Number, Boolean, Function, Map, Set, Promise, RegExp, Date];
  return made.flatMap((each) => [each, each.prototype].map((object) => Reflect.ownKeys(object).map(String).join()));
}

const before = shared();

describe.each(files)("hostile %s", (file) => {
  it.each(casesOf(file).map((entry) => [`${entry.id} ${sourceOf(entry.expr).slice(0, 60)}`, entry] as const))(
    "%s",
    (_title, entry) => {
      const started = performance.now();
      const answer = batch.answer(line(entry));
      const took = performance.now() - started;
      const wanted = "value" in entry.expect ? { ...entry.expect, value: JSON.parse(jsonOf(entry.expect.value)) } : entry.expect;
      expect(shown(answer, entry.expect)).toEqual(wanted);
      expect(took).toBeLessThan(SOON);
      if (entry.secret) expect(JSON.stringify(answer)).not.toContain(entry.secret);
      const diagnostics = answer.status === "invalid" ? answer.diagnostics : [];
      expect(diagnostics.length).toBeLessThanOrEqual(MOST_TOLD);
    },
    60_000,
  );
});

describe("the hostile cases", () => {
  const all = files.flatMap(casesOf);
  it("are many, each with an id of its own and a place in the law", () => {
    expect(all.length).toBeGreaterThanOrEqual(300);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.filter(({ source }) => !/^law \d/.test(source))).toEqual([]);
  });
  afterAll(() => expect(shared()).toEqual(before));
});

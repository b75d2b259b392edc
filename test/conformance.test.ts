/** Runs the language-neutral cases of test/conformance through the batch protocol, as any other implementation would. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Answer, Batch } from "../src/cli/batch.js";

interface Expectation {
  status: "value" | "absent" | "error" | "invalid";
  value?: unknown;
  reason?: { code: string; path?: string };
  code?: string;
  codes?: string[];
  underlined?: string;
}

interface Case {
  id: string;
  source: string;
  expr: string;
  context?: object;
  grant?: string;
  kind?: string;
  dialect?: string;
  schemas?: object;
  expect: Expectation;
}

const folder = new URL("./conformance/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
const batch = new Batch({ now: "2026-01-31T09:30:00.000Z" });

/** What of an answer a case speaks about. */
function shown(answer: Answer, wanted: Expectation, expr: string): unknown {
  if (answer.status === "value") return { status: "value", value: answer.value };
  if (answer.status === "absent") {
    const { code, path } = answer.reason;
    return {
      status: "absent",
      ...(wanted.reason ? { reason: { code, ...(wanted.reason.path === undefined ? {} : { path }) } } : {}),
    };
  }
  if (answer.status === "error") return { status: "error", ...(wanted.code === undefined ? {} : { code: answer.diagnostic.code }) };
  const errors = answer.diagnostics.filter((entry) => entry.severity === "error");
  const [first] = errors;
  return {
    status: "invalid",
    ...(wanted.codes === undefined ? {} : { codes: errors.map((entry) => entry.code) }),
    ...(wanted.underlined === undefined ? {} : { underlined: first && expr.slice(first.span.start, first.span.end) }),
  };
}

function wantedOf({ status, value, reason, code, codes, underlined }: Expectation): unknown {
  return JSON.parse(JSON.stringify({ status, value, reason, code, codes, underlined }));
}

for (const file of files) {
  const { cases } = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as { cases: Case[] };
  describe(`conformance ${file}`, () => {
    it.each(cases.map((entry) => [`${entry.id} (${entry.source}) ${entry.expr.slice(0, 80)}`, entry] as const))(
      "%s",
      (_title, entry) => {
        const { expect: wanted, source: _source, ...line } = entry;
        const answer = batch.answer(JSON.stringify(line));
        expect(shown(answer, wanted, entry.expr)).toEqual(wantedOf(wanted));
      },
    );
  });
}

describe("the conformance files", () => {
  it("name every case once and say where each comes from", () => {
    const all = files.flatMap((file) => (JSON.parse(readFileSync(new URL(file, folder), "utf8")) as { cases: Case[] }).cases);
    expect(new Set(all.map((entry) => entry.id)).size).toBe(all.length);
    expect(all.filter((entry) => !/^(law|quirk|okta|pain|rfc)/i.test(entry.source)).map((entry) => entry.id)).toEqual([]);
  });
});

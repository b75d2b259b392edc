/** Runs the hostile cases through the batch protocol: each ends as the law says, soon, tells no marked data, and leaves nothing behind. */
import { afterAll, describe, expect, it } from "vitest";
import { Batch } from "../../src/cli/batch.js";
import { filesOf, lineOf, NOW, shown, wantedOf } from "../cases.js";
import { spent } from "../clock.js";
import { sourceOf } from "./build.js";

const files = filesOf("hostile", new URL("../../", import.meta.url));
const batch = new Batch({ now: NOW });

/** Milliseconds of the processor that any of these may take on a slow machine; a bomb that goes off takes minutes. */
const SOON = 5_000;

/** More diagnostics than this are of no use to anybody. */
const MOST_TOLD = 1_000;

/** The objects that a poisoned evaluation could leave something in. */
function shared(): string[] {
  const made = [Object, Array, String, Number, Boolean, Function, Map, Set, Promise, RegExp, Date];
  return made.flatMap((each) => [each, each.prototype].map((object) => Reflect.ownKeys(object).map(String).join()));
}

const before = shared();

describe.each(files)("hostile $file", ({ cases }) => {
  it.each(cases.map((entry) => [`${entry.id} ${sourceOf(entry.expr).slice(0, 60)}`, entry] as const))("%s", (_title, entry) => {
    const started = spent();
    const answer = batch.answer(lineOf("hostile", entry));
    const took = spent() - started;
    expect(shown(answer, entry)).toEqual(wantedOf("hostile", entry));
    expect(took).toBeLessThan(SOON);
    if (entry.secret) expect(JSON.stringify(answer)).not.toContain(entry.secret);
    const diagnostics = answer.status === "invalid" ? answer.diagnostics : [];
    expect(diagnostics.length).toBeLessThanOrEqual(MOST_TOLD);
  });
});

describe("the hostile cases", () => {
  const all = files.flatMap(({ cases }) => cases);
  it("are many, each with an id of its own and a place in the law", () => {
    expect(all.length).toBeGreaterThanOrEqual(300);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.filter(({ source }) => !/^law \d/.test(source))).toEqual([]);
  });
  afterAll(() => expect(shared()).toEqual(before));
});

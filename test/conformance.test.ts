/** Runs the language-neutral cases of test/conformance through the batch protocol, as any other implementation would. */
import { describe, expect, it } from "vitest";
import { Batch } from "../src/cli/batch.js";
import { filesOf, lineOf, NOW, shown, wantedOf } from "./cases.js";

const files = filesOf("conformance", new URL("../", import.meta.url));
const batch = new Batch({ now: NOW });

describe.each(files)("conformance $file", ({ cases }) => {
  it.each(cases.map((entry) => [`${entry.id} (${entry.source}) ${entry.expr.slice(0, 80)}`, entry] as const))(
    "%s",
    (_title, entry) => {
      const answer = batch.answer(lineOf("conformance", entry));
      expect(shown(answer, entry)).toEqual(wantedOf("conformance", entry));
    },
  );
});

describe("the conformance files", () => {
  it("name every case once and say where each comes from", () => {
    const all = files.flatMap(({ cases }) => cases);
    expect(new Set(all.map((entry) => entry.id)).size).toBe(all.length);
    expect(all.filter((entry) => !/^(law|quirk|okta|pain|rfc)/i.test(entry.source)).map((entry) => entry.id)).toEqual([]);
  });
});

/** The report of an import: what is alike on one line, places said once where they are one. */
import { describe, expect, it } from "vitest";
import { notesText } from "../../src/cli/okta-notes.js";
import type { OktaNote } from "../../src/okta/notes.js";

const plain = { write: () => undefined, colour: false };
const note = (name: string, more: Partial<OktaNote> = {}): OktaNote => ({
  outcome: "left-out",
  code: "system-claim",
  subject: "claim",
  name,
  message: "Okta makes it.",
  ...more,
});
const at = (file: string, line?: number) => ({ origin: line === undefined ? { file } : { file, line } });

describe("notes", () => {
  it("of nothing are empty", () => expect(notesText([], plain)).toBe(""));
  it("that say the same stand on one line; the place is said once where it is one", () =>
    expect(notesText([note("a", at("c.json")), note("b", at("c.json"))], plain)).toBe(
      "Left out\n  claim a, b (c.json): Okta makes it.\n",
    ));
  it("of several places name each, and more than three names are counted", () =>
    expect(
      notesText(
        ["a", "b", "c", "d", "e"].map((name, index) => note(name, at("m.tf", index + 1))),
        plain,
      ),
    ).toBe("Left out\n  claim a (m.tf:1), b (m.tf:2), c (m.tf:3) and 2 more: Okta makes it.\n"));
  it("come in the order of what matters", () => {
    const outcomes = ["changed", "to-check", "left-out"] as const;
    const text = notesText(
      outcomes.map((outcome) => note("a", { outcome })),
      plain,
    );
    expect(text.match(/^\S.*$/gm)).toEqual(["Left out", "To check", "Not the same"]);
  });
  it("of a file say its line", () =>
    expect(notesText([note("m.tf", { subject: "file", ...at("m.tf", 4) })], plain)).toBe(
      "Left out\n  file m.tf (line 4): Okta makes it.\n",
    ));
  it("keep to one line each, whatever names hold", () =>
    expect(notesText([note("a\nb", { message: "x\n y" })], plain)).toBe("Left out\n  claim a b: x y\n"));
});

/** How a diagnostic looks: the place, the line, the caret under the span, the advice; and that no text can play with the terminal. */

import { describe, expect, it } from "vitest";
import { type Diagnostic, diagnostic } from "../../src/diagnostics/diagnostic.js";
import { diagnosticRenderer, type RenderOptions, renderDiagnostic } from "../../src/diagnostics/render.js";
import { growth, LINEAR } from "../clock.js";
import fc from "../seeded.js";

/** A diagnostic whose span is the first stretch of the source that reads `marked`. */
function marking(source: string, marked: string, extras: Partial<Diagnostic> = {}): Diagnostic {
  const start = source.indexOf(marked);
  return {
    ...diagnostic("check/unknown-root", { start, end: start + marked.length }, { name: "usr", known: "app, user" }),
    ...extras,
  };
}

const head = "error check/unknown-root at";
const tail = ["  There is no `usr` here.", "  hint: Start with one of: app, user."];

function rendered(source: string, marked: string, options?: RenderOptions): string[] {
  return renderDiagnostic(source, marking(source, marked), options).split("\n");
}

describe("renderDiagnostic", () => {
  it("shows place, line, caret, message and hint", () =>
    expect(rendered("usr.email", "usr")).toEqual([`${head} 1:1`, "  usr.email", "  ^^^", ...tail]));
  it("shows the line of the span alone", () =>
    expect(rendered("a ?\n  usr.email :\n  b", "usr")).toEqual([`${head} 2:3`, "    usr.email :", "    ^^^", ...tail]));
  it("knows the line ends of other systems", () =>
    expect(rendered("a\r\nusr\r\nb", "usr")).toEqual([`${head} 2:1`, "  usr", "  ^^^", ...tail]));
  it("underlines a span over several lines up to the end of its first", () =>
    expect(rendered("x + {usr,\n1}", "{usr,\n1}").slice(1, 3)).toEqual(["  x + {usr,", "      ^^^^^"]));
  it("points behind the last character where something is missing", () => {
    const entry = marking("usr +", "usr", { span: { start: 5, end: 5 } });
    expect(renderDiagnostic("usr +", entry).split("\n").slice(0, 3)).toEqual([`${head} 1:6`, "  usr +", "       ^"]);
  });
  it("shows a tab as one space, so that the caret stands right", () =>
    expect(rendered("a\t+ usr", "usr").slice(1, 3)).toEqual(["  a + usr", "      ^^^"]));
  it("gives a wide character two columns", () => {
    expect(rendered('"日本" + usr', "usr").slice(1, 3)).toEqual(['  "日本" + usr', `  ${" ".repeat(9)}^^^`]);
    expect(rendered('"日本" + usr', "日本").slice(1, 3)).toEqual(['  "日本" + usr', "   ^^^^"]);
    expect(rendered('"😀" + usr', "usr").slice(1, 3)).toEqual(['  "😀" + usr', `  ${" ".repeat(7)}^^^`]);
  });
  it("names the file", () => expect(rendered("usr", "usr", { name: "role.el" })[0]).toBe(`${head} role.el:1:1`));
  it("cuts a long line around the span, and says so", () => {
    const source = `${"a + ".repeat(100)}usr${" + b".repeat(100)}`;
    const [, line = "", caret = ""] = rendered(source, "usr");
    expect(line).toMatch(/^ {2}….*usr.*…$/);
    expect(line.length).toBeLessThanOrEqual(104);
    expect(line.slice(caret.indexOf("^"), caret.indexOf("^") + 3)).toBe("usr");
  });
  it("has no place and no line where there is no source", () => {
    const entry = diagnostic(
      "check/bad-schema",
      { start: 0, end: 0 },
      { root: "app", path: "x", problem: "`strin` is not a type", advice: "Did you mean `text`?" },
    );
    const lines = ["  The schema of `app` is not usable at `x`: `strin` is not a type.", "  hint: Did you mean `text`?"];
    expect(renderDiagnostic("", entry).split("\n")).toEqual(["error check/bad-schema", ...lines]);
    expect(renderDiagnostic("", entry, { name: "schemas.json" }).split("\n")).toEqual([
      "error check/bad-schema in schemas.json",
      ...lines,
    ]);
  });
  it("shows related places and fixes", () => {
    const entry = marking("usr ==\nusr", "usr", {
      related: [{ span: { start: 7, end: 10 }, message: "The other side." }],
      fixes: [{ title: "Write `user`", edits: [{ span: { start: 0, end: 3 }, text: "user" }] }],
    });
    expect(renderDiagnostic("usr ==\nusr", entry).split("\n").slice(-2)).toEqual(["  2:1: The other side.", "  fix: Write `user`"]);
  });
  it("breaks words into lines where a width is given, under one another", () => {
    const entry = marking("usr", "usr", {
      message: "one two three four five six seven eight nine ten eleven twelve",
      hint: "one two three four five six seven eight nine ten eleven twelve",
    });
    expect(renderDiagnostic("usr", entry, { width: 50 }).split("\n").slice(3)).toEqual([
      "  one two three four five six seven eight nine ten",
      "  eleven twelve",
      "  hint: one two three four five six seven eight",
      "        nine ten eleven twelve",
    ]);
    expect(renderDiagnostic("usr", entry, { width: 1 }).split("\n").slice(3, 5)).toEqual([
      "  one two three four five six seven eight",
      "  nine ten eleven twelve",
    ]);
  });
  it("loses no word and no blank to a width", () => {
    const words = fc.array(fc.constantFrom("a", "bb", "ccc", "日本", "", "`x y`"), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(words, fc.integer({ min: 40, max: 90 }), (parts, width) => {
        const message = `m${parts.join(" ")}`;
        const lines = renderDiagnostic("", marking("", "", { message, hint: "h" }), { width })
          .split("\n")
          .slice(1, -1);
        expect(lines.map((line) => line.slice(2)).join(" ")).toBe(message);
      }),
    );
  });
  it("paints the parts it is asked to", () => {
    const paint: RenderOptions["paint"] = (part, text) => `<${part}>${text}</${part}>`;
    expect(rendered("usr", "usr", { paint })).toEqual([
      "<error>error</error> <bold>check/unknown-root</bold> at 1:1",
      "  usr",
      "  <error>^^^</error>",
      "  There is no `usr` here.",
      "  <dim>hint:</dim> Start with one of: app, user.",
    ]);
  });
});

describe("text that plays with a terminal", () => {
  const dangerous = [
    "\u001b[2J",
    "\u0007",
    "\u009b31m",
    "\u202e",
    "\u2066",
    "\u200b",
    "\ufeff",
    "\u0000",
    "\u2028",
    "\ud800",
    "\udc00",
  ];
  it.each(dangerous)("%j is shown as what cannot be shown", (text) => {
    const source = `"${text}" + usr`;
    const lines = rendered(source, "usr");
    expect(lines.join("\n")).not.toContain(text);
    expect(lines[2]?.indexOf("^")).toBe(lines[1]?.indexOf("usr"));
  });
  it("nor is it in a message, a hint, a fix or a file's name", () => {
    const evil = "\u001b]0;title\u0007";
    const entry = marking("usr", "usr", {
      message: evil,
      hint: evil,
      fixes: [{ title: evil, edits: [] }],
      related: [{ span: { start: 0, end: 0 }, message: evil }],
    });
    expect(renderDiagnostic("usr", entry, { name: evil })).not.toMatch(/(?!\n)\p{Cc}/u);
  });
  it("any source gives lines without control characters, and a caret inside the line or just behind it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 150 }), fc.nat(160), fc.nat(20), (source, start, length) => {
        const entry = diagnostic("check/refused-name", { start, end: start + length }, {});
        const text = renderDiagnostic(source, entry);
        expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(text.split("\n")).toHaveLength(source === "" ? 3 : 5);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("diagnosticRenderer", () => {
  it("draws what renderDiagnostic draws", () => {
    const source = `a ?\r\n  usr.email :\n ${"b + ".repeat(60)}usr\r`;
    const render = diagnosticRenderer(source, { name: "role.el" });
    for (let start = 0; start <= source.length + 1; start++) {
      const entry = marking(source, "usr", { span: { start, end: start + 3 } });
      expect(render(entry)).toBe(renderDiagnostic(source, entry, { name: "role.el" }));
    }
  });
  it.each([
    ["lines", "usr.email\n"],
    ["a long line", "usr.email "],
  ])("takes time linear in the text and the diagnostics of %s", (_what, part) => {
    const drawn = (size: number): void => {
      const source = part.repeat(size);
      const render = diagnosticRenderer(source);
      for (let at = 0; at < size; at++)
        render(marking("usr", "usr", { span: { start: at * part.length, end: at * part.length + 3 } }));
    };
    expect(growth(drawn, 4000)).toBeLessThan(LINEAR);
  });
});

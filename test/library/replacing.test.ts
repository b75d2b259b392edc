/** What replacing in a text makes of it is known to the unit before it is made. */
import { describe, expect, it } from "vitest";
import { compile, defineEnvironment } from "../../src/index.js";

const TEXTS = ["x", "xx", "xxx", "xyx", "xyxy", "yxxy", "xxyxxx", "yyy", "xxyxxyx"];
const MATCHES = ["x", "y", "xx", "xy", "xyx"];
const WITH = ["a longer text", "xxxx", "y"];

function replacedWithin(textLength: number, t: string, m: string, r: string) {
  const env = defineEnvironment({ app: { t: "text", m: "text", r: "text" }, limits: { textLength } });
  const grant = "client_credentials";
  return compile("String.replace(app.t, app.m, app.r)", env).evaluate({ grant, app: { profile: { t, m, r } } });
}

describe("the length of what String.replace makes", () => {
  it.each(TEXTS.flatMap((text) => MATCHES.map((match) => [text, match] as const)))("of %s without %s", (text, match) => {
    for (const replacement of WITH) {
      const made = text.split(match).join(replacement);
      // What is read may not be longer than the limit either.
      const least = Math.max(text.length, match.length, replacement.length);
      if (made.length < least) continue;
      expect(replacedWithin(made.length, text, match, replacement)).toMatchObject({ status: "value", value: made });
      if (made.length > least)
        expect(replacedWithin(made.length - 1, text, match, replacement)).toMatchObject({
          diagnostic: { code: "run/text-too-long" },
        });
    }
  });
});

/** Reasons: each is told once, those of other kinds are told of even where there are very many. */
import { describe, expect, it } from "vitest";
import { check, defineEnvironment } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";

const env = defineEnvironment({ functions: allFunctions });
const pathsOf = (source: string, grant = "authorization_code") =>
  check(source, env).verdicts[grant]?.because.map(({ path }) => path) ?? [];
const attributes = (count: number) => Array.from({ length: count }, (_, index) => `user.a${index}`);

describe("the reasons of many parts", () => {
  it("are told in order, each once, although a part is used several times", () => {
    const few = attributes(17);
    expect(pathsOf(few.join(" + "))).toEqual(few);
    expect(pathsOf(`{${few.join(" + ")}}.![#this + user.x + #this][0]`)).toEqual([...few, "user.x"]);
  });
  it("are told of the first 256 alone, and of the first of every other kind", () => {
    const source = `(${attributes(300).join(" + ")}) + session.id`;
    expect(pathsOf(source)).toEqual([...attributes(256), "session.id"]);
    const codes = check(source, env).verdicts.jwt_bearer?.because.map(({ code }) => code);
    expect([...new Set(codes)]).toEqual(["needs-user", "unset-on-user", "needs-session"]);
  });
});

/** Expressions inside a text literal: their mistakes and fixes stand where they are in the source around them. */
import { describe, expect, it } from "vitest";
import { check, compile, defineEnvironment } from "../../src/index.js";

const env = defineEnvironment({ app: { allow: "list<text>" }, user: { login: "text" } });
const call = (inner: string) => `getFilteredGroups({"00g1"}, ${inner}, 40)`;
const context = {
  user: { login: "ann" },
  groups: [
    { id: "00g1", type: "OKTA_GROUP", name: "A" },
    { id: "00g2", type: "OKTA_GROUP", name: "B", objectClass: ["x", "B"] },
  ],
};

/** Applies the first fix of the first diagnostic. */
function mended(source: string): string {
  const edit = check(source, env).diagnostics[0]?.fixes?.[0]?.edits[0];
  if (!edit) throw new Error("no fix");
  return source.slice(0, edit.span.start) + edit.text + source.slice(edit.span.end);
}

describe("a mistake inside", () => {
  it.each([
    [call('"group.nam"'), "nam"],
    [call(`"'a' + grup.id"`), "grup"],
    [call(`"'it''s' + grup.id"`), "grup"],
    [call(`'''x'' + grup.id'`), "grup"],
    [call(`'''x'' + ''y'' + grup.id'`), "grup"],
    [call(`"group.name - 1"`), "group.name - 1"],
    [call(`"\n  group.nam"`), "nam"],
  ])("%s is told at %s", (source, underlined) => {
    const [first, ...more] = check(source, env).diagnostics;
    expect(more).toEqual([]);
    expect(source.slice(first?.span.start, first?.span.end)).toBe(underlined);
  });

  it("stays inside the literal when it is at its end", () => {
    const source = call('"group.name +"');
    const [first] = check(source, env).diagnostics;
    const [start, end] = [source.indexOf('"group'), source.indexOf('+"') + 2];
    expect(first?.code).toMatch(/^syntax\//);
    expect(first?.span.start).toBeGreaterThanOrEqual(start);
    expect(first?.span.end).toBeLessThanOrEqual(end);
  });

  it.each([
    [call('"group.nam"'), call('"group.name"')],
    [call('"name"'), call('"group.name"')],
    [call(`'user.getGroups({''group.i'': group.id})'`), call(`'user.getGroups({''group.id'': group.id})'`)],
    [call(`"user.getGroups({""group.i"": group.id})"`), call(`"user.getGroups({""group.id"": group.id})"`)],
  ])("%s is mended to %s", (source, fixed) => {
    expect(mended(source)).toBe(fixed);
    expect(check(fixed, env).ok).toBe(true);
  });

  it("of the data is told at its place too", () => {
    const source = call(`"'é' + group.name.substring(0 - 1)"`);
    const outcome = compile(source, env).evaluate(context);
    if (outcome.status !== "error") throw new Error(outcome.status);
    const { start, end } = outcome.diagnostic.span;
    expect(source.slice(start, end)).toBe("group.name.substring(0 - 1)");
  });
});

describe("what is inside", () => {
  it("gives the type of the list", () => {
    expect(check(call('"String.len(group.name)"'), env).type).toBe("list<integer?>?");
    expect(check(call('"group"'), env).type).toBe("list<group?>?");
  });
  it("counts among what is read", () =>
    expect(check(call('"group.name + user.login"'), env).reads).toEqual(["grant", "groups", "user.login"]));
  it("counts among what may fail", () => {
    const { verdicts } = check(call('"group.name.substring(group.name.length() - 5)"'), env);
    expect(verdicts.authorization_code?.mayFail).toContain("run/negative-position");
    expect(verdicts.client_credentials).toMatchObject({ verdict: "never", mayFail: [] });
  });
  it("knows the group by its name inside further brackets", () => {
    const source = 'getFilteredGroups({"00g2"}, "group.objectClass.?[#this == group.name]", 40)';
    expect(compile(source, env).evaluate(context)).toEqual({ status: "value", value: [["B"]] });
  });
  it("leaves the brackets around it as they were", () => {
    const source = '{"00g1", "00g2"}.![getFilteredGroups({#this}, "group.name", 40)[0] + #this]';
    expect(compile(source, env).evaluate(context)).toEqual({ status: "value", value: ["A00g1", "B00g2"] });
  });
  it("may hold such a call itself", () => {
    const source = `getFilteredGroups({"00g1"}, "group.name + getFilteredGroups({'00g2'}, 'group.name', 5)[0]", 40)`;
    expect(compile(source, env).evaluate(context)).toEqual({ status: "value", value: ["AB"] });
  });
  it("is charged to the budget", () => {
    const tight = defineEnvironment({ limits: { steps: 3 } });
    const source = 'getFilteredGroups({"00g1", "00g2"}, "group.name + group.name + group.name", 40)';
    const outcome = compile(source, tight).evaluate(context);
    expect(outcome).toMatchObject({ status: "error", diagnostic: { code: "run/budget" } });
    expect(check(source, tight).verdicts.authorization_code?.mayFail).toContain("run/budget");
  });
  it("is held to the limits of a source", () => {
    const short = defineEnvironment({ limits: { nodes: 8 } });
    expect(check('getFilteredGroups({}, "1 + 1 + 1 + 1 + 1", 40)', short).diagnostics.map(({ code }) => code)).toContain(
      "syntax/too-many-nodes",
    );
  });
  it("is explained with the literal as a whole", () => {
    const { nodes, outcome } = compile(call('"group.name"'), env).explain(context);
    expect(outcome).toEqual({ status: "value", value: ["A"] });
    expect(nodes.map(({ source }) => source)).toContain('"group.name"');
  });
});

/** Loaders: once for each request, within a deadline, and whatever they do is one kind of failure. */
import { describe, expect, it, vi } from "vitest";
import type { ClaimsElError } from "../../src/diagnostics/error.js";
import { LoaderFailure, RequestLoads, within } from "../../src/oidc-provider/loaders.js";

const failureOf = async (made: Promise<unknown>): Promise<LoaderFailure> => {
  const error = await made.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(LoaderFailure);
  return error as LoaderFailure;
};

/** What `await` takes for a promise. */
function thenable(answer: (done: (value: unknown) => void, failed: (why: unknown) => void) => void): object {
  // biome-ignore lint/suspicious/noThenProperty: that is what it is for
  return Object.defineProperty({}, "then", { value: answer });
}

describe("the parts of a context", () => {
  const loaders = {
    loadUser: vi.fn(async (id: string) => ({ id })),
    loadAppUser: vi.fn((_id: string, client: string) => (client === "portal" ? { role: "a" } : undefined)),
    loadGroups: vi.fn(() => null),
  };
  const calls = () => [loaders.loadUser, loaders.loadAppUser, loaders.loadGroups].map(({ mock }) => mock.calls.length);

  it("are what the loaders give; what is not there is left out", async () => {
    const loads = new RequestLoads(loaders);
    expect(await loads.parts({}, "ann", "portal")).toEqual({ user: { id: "ann" }, appuser: { role: "a" } });
    expect(await loads.parts({}, "ann", "other")).toEqual({ user: { id: "ann" } });
    expect(loaders.loadAppUser).toHaveBeenLastCalledWith("ann", "other");
  });
  it("of nobody are nothing, and nothing is loaded", async () => {
    const before = calls();
    expect(await new RequestLoads(loaders).parts({}, undefined, "portal")).toEqual({});
    expect(calls()).toEqual(before);
  });
  it("without a client have no app-user", async () => {
    const before = calls();
    expect(await new RequestLoads(loaders).parts({}, "ann", undefined)).toEqual({ user: { id: "ann" } });
    expect(calls()[1]).toBe(before[1]);
  });
  it("are loaded once for a request, and anew for the next", async () => {
    const loads = new RequestLoads(loaders);
    const [first, second] = [{}, {}];
    const before = calls()[0] as number;
    await Promise.all([loads.parts(first, "ann", "portal"), loads.parts(first, "ann", "portal"), loads.user(first, "ann")]);
    expect(calls()[0]).toBe(before + 1);
    await loads.parts(second, "ann", "portal");
    expect(calls()[0]).toBe(before + 2);
  });
  it("are never another user's or another client's", async () => {
    const loads = new RequestLoads(loaders);
    const request = {};
    expect(await loads.user(request, "ann")).toEqual({ id: "ann" });
    expect(await loads.user(request, "bob")).toEqual({ id: "bob" });
    expect(await loads.parts(request, "ann", "other")).toEqual({ user: { id: "ann" } });
    expect(await loads.parts(request, "ann", "portal")).toMatchObject({ appuser: { role: "a" } });
  });
  it("outside of a request are loaded each time", async () => {
    const before = calls()[0] as number;
    const loads = new RequestLoads(loaders);
    await loads.user(undefined, "ann");
    await loads.user(undefined, "ann");
    expect(calls()[0]).toBe(before + 2);
  });
  it("call loaders as they were given, without arguments of the adapter's own", async () => {
    const loads = new RequestLoads({ loadUser: (...args: unknown[]) => args, loadGroups: (...args: unknown[]) => args });
    expect(await loads.parts({}, "ann", "portal")).toEqual({ user: ["ann"], groups: ["ann"] });
  });
});

describe("a failure", () => {
  it("names the loader and how it failed, and keeps the cause", async () => {
    const cause = new Error("directory down");
    const failure = await failureOf(
      within(1000, "loadUser", () => {
        throw cause;
      }),
    );
    expect([failure.loader, failure.why, failure.message, failure.cause]).toEqual(["loadUser", "threw", "`loadUser` threw", cause]);
  });
  it("of a promise is the same", async () =>
    expect(await failureOf(within(1000, "loadUser", () => Promise.reject("x")))).toMatchObject({ why: "threw", cause: "x" }));
  it("of a hanging loader comes at the deadline", async () => {
    const started = performance.now();
    expect(await failureOf(within(30, "loadGroups", () => new Promise(() => undefined)))).toMatchObject({ why: "took too long" });
    expect(performance.now() - started).toBeGreaterThan(25);
  });
  it.each([
    ["whose then throws", thenable(() => expect.unreachable())],
    ["that rejects", thenable((_done, failed) => failed("x"))],
  ])("of a thenable %s", async (_title, answer) =>
    expect(await failureOf(within(1000, "loadUser", () => answer))).toMatchObject({ why: "threw" }),
  );
  it("of a thenable that never answers comes at the deadline", async () =>
    expect(await failureOf(within(30, "loadUser", () => thenable(() => undefined)))).toMatchObject({ why: "took too long" }));
  it("after the deadline troubles nobody", async () => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    await failureOf(within(10, "loadUser", () => new Promise((_done, failed) => setTimeout(() => failed(new Error("late")), 30))));
    await new Promise((done) => setTimeout(done, 60));
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
  it("leaves no timer behind", async () => {
    vi.useFakeTimers();
    try {
      await within(1000, "loadUser", () => 1);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("the deadline", () => {
  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 0x80000000, "5" as never])("%s is refused", (deadline) => {
    let thrown: unknown;
    try {
      new RequestLoads({ loadUser: () => undefined, deadline });
    } catch (error) {
      thrown = error;
    }
    expect((thrown as ClaimsElError).diagnostics).toMatchObject([{ code: "check/bad-setting", data: { setting: "deadline" } }]);
  });
  it.each([1, 0x7fffffff])("%s is taken", (deadline) =>
    expect(new RequestLoads({ loadUser: () => undefined, deadline })).toBeDefined(),
  );
});

/** A small soak: the heap stays where it is, and the issuer under load answers; times are for `npm run verify:soak` to look at. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { beforeAll, describe, expect, it } from "vitest";
import { soakDistinct, soakEvaluations } from "../../scripts/soak/memory.js";
import { soakServer } from "../../scripts/soak/server.js";

const MOST = 2 * 1_048_576;

beforeAll(() => {
  setFlagsFromString("--expose-gc");
  globalThis.gc = runInNewContext("gc");
});

describe("memory", () => {
  it("does not grow with evaluations", () => {
    const { count, growth } = soakEvaluations(40, 20_000);
    expect(count).toBe(20_000);
    expect(growth).toBeLessThan(MOST);
  });

  it("does not grow with programs that are let go of", () => expect(soakDistinct(500).growth).toBeLessThan(MOST));

  it("is really weighed", () => {
    const held: unknown[] = [];
    const before = process.memoryUsage().heapUsed;
    for (let at = 0; at < 400_000; at++) held.push({ at });
    globalThis.gc?.();
    expect(process.memoryUsage().heapUsed - before).toBeGreaterThan(MOST);
    expect(held.length).toBe(400_000);
  });
});

describe("an issuer under load", () => {
  it("issues every token, every tenth with a worst expression", async () => {
    const { tokens, worstTokens, p50 } = await soakServer(1);
    expect(tokens).toBeGreaterThan(20);
    expect(worstTokens).toBe(Math.floor(tokens / 10));
    expect(p50).toBeGreaterThanOrEqual(0);
  });
});

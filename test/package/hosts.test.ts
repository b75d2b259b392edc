/** The built package in strange hosts: a short form of `npm run verify:hosts`, which takes every case and more kinds of host. */
import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { casesOf, HOSTS, SHORT, tryHost, usualAnswers } from "../../scripts/hosts.js";
import { wrongWith } from "../cases.js";

const cases = casesOf(7);

describe("the built package", () => {
  it("answers alike in strange hosts", async () => {
    const usual = await usualAnswers();
    const reports = await Promise.all(SHORT.map((host) => tryHost(host, cases, usual)));
    expect(reports.flatMap(({ host, wrong }) => wrong.map((problem) => `${host.name}: ${problem}`))).toEqual([]);
    expect(reports.map(({ asked }) => asked)).toEqual(SHORT.map(() => cases.length));
  });

  it("is asked more than a thousand cases, of which a wrong one would be told", () => {
    expect(cases.length).toBeGreaterThan(1000);
    const [first] = cases;
    if (!first) throw new Error("there are no cases");
    const other = { id: null, status: "value", value: { not: "this" } } as const;
    expect(wrongWith(first.folder, first.entry, other)).toContain(first.entry.id);
  });

  it("is in hosts that are what they say", () => {
    const [strange] = SHORT;
    const asked =
      "[Intl.DateTimeFormat().resolvedOptions().locale, new Date(1e12).getTimezoneOffset(), Object.isFrozen(Array.prototype), (() => { try { return ({}).__proto__ === undefined } catch { return 'thrown' } })(), (() => { try { return eval('1') } catch { return 'refused' } })()].join()";
    const env = { PATH: process.env.PATH, ...strange?.environment };
    const { stdout } = spawnSync(process.execPath, [...(strange?.flags ?? []), "-p", asked], { encoding: "utf8", env });
    expect(stdout.trim()).toBe("tr-TR,-840,true,thrown,refused");
    expect(new Set(HOSTS.map(({ name }) => name)).size).toBe(HOSTS.length);
  });
});

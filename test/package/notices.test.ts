/** Fails when THIRD-PARTY-NOTICES.md does not name the packages that are in the build, with their present licences. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { thirdPartyNotices } from "../../scripts/notices.js";

it("is what `npm run notices` prints", async () => {
  expect(readFileSync("THIRD-PARTY-NOTICES.md", "utf8")).toBe(await thirdPartyNotices());
});

it("names chevrotain and what it brings", async () => {
  const notices = await thirdPartyNotices();
  for (const name of ["chevrotain", "@chevrotain/gast", "@chevrotain/regexp-to-ast", "@chevrotain/utils"])
    expect(notices).toContain(`${name} 1`);
  expect(notices).toContain("Apache License");
});

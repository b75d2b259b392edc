/** The playground in a browser: what an administrator does first, with its policy, its accessibility and its privacy. */
/// <reference lib="dom" />
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibility, executable, launch, open } from "./driver.js";
import { type Site, servePlayground } from "./serve.js";

/** What the page says itself is said by its server once more. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'nonce-claims-el'";

describe.skipIf(executable === undefined)("the playground", () => {
  let browser: Browser;
  let site: Site;

  beforeAll(async () => {
    site = await servePlayground(POLICY);
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    site?.close();
  });

  const home = (page: Page) => page.locator('[data-claim="claim"]').innerText();
  async function write(page: Page, text: string): Promise<void> {
    await page.locator("#expression .cm-content").click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type(text);
  }

  it("completes `app.sys` and shows `HDQ` for App1 without a user", async () => {
    const { page, complaints } = await open(browser, site.origin);
    await write(page, "app.sys");
    await page.locator(".cm-tooltip-autocomplete li[aria-selected]", { hasText: "system_home" }).waitFor();
    // CodeMirror takes no key for a proposal in the first moment that it is shown.
    await page.waitForTimeout(150);
    await page.keyboard.press("Enter");
    expect(await page.locator("#expression .cm-content").innerText()).toBe("app.system_home");
    expect(await page.locator("#client").inputValue()).toBe("App1");
    expect(await page.locator("#grant").inputValue()).toBe("client_credentials");
    expect(await home(page)).toBe('"HDQ"');
    await page.selectOption("#client", "App2");
    expect(await home(page)).toBe('"FDS"');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("marks an error at its span and mends it", async () => {
    const { page, complaints } = await open(browser, site.origin);
    await write(page, "app.system_hom");
    await page.keyboard.press("Escape");
    await page.locator(".cm-lintRange-error").waitFor();
    expect(await page.locator(".cm-lintRange-error").innerText()).toBe("system_hom");
    await page.locator("#problems").getByRole("button", { name: "Write app.system_home" }).click();
    expect(await page.locator("#expression .cm-content").innerText()).toBe("app.system_home");
    expect(await home(page)).toBe('"HDQ"');
    expect(await page.locator("#problems li").count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("says why a machine has no role, and gives it to a user", async () => {
    const { page, complaints } = await open(browser, site.origin);
    await write(page, "appuser.role");
    expect(await home(page)).toContain("needs-user");
    await page.locator("#with-user").check();
    expect(await page.locator("#grant").inputValue()).toBe("authorization_code");
    expect(await home(page)).toBe('"admin"');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("shares what was written, and the data only when that is ticked", async () => {
    const { page } = await open(browser, site.origin);
    await write(page, 'app.system_home + "!"');
    await page.locator("#share").click();
    const linked = async () => {
      const link = await page.locator("#link").inputValue();
      return { link, held: Buffer.from(link.split("#")[1] ?? "", "base64url").toString() };
    };
    const without = await linked();
    expect(JSON.parse(without.held)).toMatchObject({ mode: "expression", expression: 'app.system_home + "!"' });
    expect(without.held).not.toContain("HDQ");
    expect(without.held).not.toContain("App1");
    expect(without.held).not.toContain("ann@example.com");
    await page.locator("#share-data").check();
    const { link, held } = await linked();
    expect(held).toContain("HDQ");
    await page.close();
    const { page: other, complaints } = await open(browser, link);
    expect(await home(other)).toBe('"HDQ!"');
    expect(complaints).toEqual([]);
    await other.close();
  });

  it("shows the signature of a call while its editor has the focus", async () => {
    const { page, complaints } = await open(browser, site.origin);
    await write(page, "String.substring(app.system_home, ");
    await page.locator(".cm-claims-signature strong", { hasText: "start: integer" }).waitFor();
    await page.locator("#share").click();
    await page.locator(".cm-claims-signature").waitFor({ state: "hidden" });
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("keeps the last token in sight, and says so, while the next text is half typed", async () => {
    const { page } = await open(browser, site.origin);
    expect(await page.locator("#stale").isVisible()).toBe(false);
    await write(page, "app.system_home +");
    await page.locator("#stale").waitFor();
    expect(await home(page)).toBe('"HDQ"');
    await write(page, 'app.system_home + "1"');
    expect([await page.locator("#stale").isVisible(), await home(page)]).toEqual([false, '"HDQ1"']);
    await page.selectOption("#example", { label: "A spelling mistake" });
    expect(await page.locator('[data-claim="claim"]').count()).toBe(0);
    await page.close();
  });

  it("shows the verdict of every grant and the parts of a claim of a whole document", async () => {
    const { page, complaints } = await open(browser, site.origin);
    await page.selectOption("#example", { label: "A whole claims document" });
    await page.locator('[data-claim="role"]', { hasText: "needs a user" }).waitFor();
    await page.getByRole("button", { name: "role", exact: true }).click();
    expect(await page.locator("#verdicts tr", { hasText: "client_credentials" }).innerText()).toContain("never");
    expect(await page.locator("#explain").innerText()).toContain("appuser.role");
    await page.selectOption("#client", "portal");
    await page.locator("#with-user").check();
    expect(await page.locator('[data-claim="role"]').innerText()).toBe('"admin"');
    await page.locator("#document .cm-content").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("  - { name: broken, value: user.emial }");
    expect(await page.locator("#document-problems li", { hasText: "emial" }).count()).toBe(1);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("is worked with keys alone: each thing can be reached, is named, and the editor lets go of the tab key", async () => {
    const { page } = await open(browser, site.origin);
    const reached: string[] = [];
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the results");
    for (let press = 0; press < 40 && !reached.includes("details"); press++) {
      await page.keyboard.press("Tab");
      reached.push(
        await page.evaluate(() => {
          const { activeElement: at } = document;
          return at?.closest("summary") ? "details" : at?.id || at?.closest("[id]")?.id || "";
        }),
      );
    }
    const wanted = ["example", "share", "theme", "mode-expression", "mode-document", "format", "expression", "schemas", "data"];
    expect(wanted.filter((id) => !reached.includes(id))).toEqual([]);
    expect(["client", "grant", "token", "with-user", "details"].filter((id) => !reached.includes(id))).toEqual([]);
    for (const name of ["Expression", "Schemas, JSON", "Data, JSON"])
      expect(await page.getByRole("textbox", { name, exact: true }).count()).toBe(1);
    for (const name of ["Client", "Grant", "Token", "Example"])
      expect(await page.getByRole("combobox", { name, exact: true }).count()).toBe(1);
    await page.close();
  });

  // Two at a time: each has a process of its own, and only looks.
  it.concurrent.each(
    (["light", "dark"] as const).flatMap((colorScheme) => [1440, 820, 390].map((width) => [colorScheme, width] as const)),
  )("has nothing that axe-core minds, and fits: %s, %i wide", async (colorScheme, width) => {
    const { page, complaints } = await open(browser, site.origin, { colorScheme, viewport: { width, height: 900 } });
    const minded = async () => {
      // What fades in has its colours only at the end.
      await page.evaluate(async () => {
        await new Promise(requestAnimationFrame);
        const ending = document.getAnimations().filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
        await Promise.allSettled(ending.map(({ finished }) => finished));
      });
      expect(await accessibility(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    };
    for (const example of await page.locator("#example option").all()) {
      await page.selectOption("#example", (await example.getAttribute("value")) ?? "");
      await minded();
    }
    await page.selectOption("#example", "0");
    await page.locator("#share").click();
    await write(page, "app.");
    await page.locator(".cm-tooltip-autocomplete").waitFor();
    await minded();
    expect(complaints).toEqual([]);
    await page.close();
  });
});

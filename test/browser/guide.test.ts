/** What the guide for authors of admin UIs shows runs in a browser as it stands there. */
/// <reference lib="dom" />
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blocksOf } from "../document-blocks.js";
import { executable, launch, open } from "./driver.js";
import { type Site, scriptOf, serve } from "./serve.js";

const GUIDE = "docs/guides/admin-ui.md";
const POLICY = "default-src 'none'; script-src 'self'; style-src 'nonce-r4nd0m'; connect-src 'self'";

/** The only block of the guide that holds a word. */
function blockWith(language: string, word: string): string {
  const found = blocksOf(GUIDE).filter((block) => block.language === language && block.lines.join("\n").includes(word));
  if (found.length !== 1) throw new Error(`${GUIDE} has ${found.length} blocks of ${language} with ${word}.`);
  return (found[0] as { lines: readonly string[] }).lines.join("\n");
}

const page = (body: string) =>
  `<!doctype html><html lang="en"><head><title>The guide</title></head><body>${body}<script type="module" src="/page.js"></script></body></html>`;

describe.skipIf(executable === undefined)(GUIDE, () => {
  let browser: Browser;
  let site: Site | undefined;

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    site?.close();
  });

  /** Serves a page with a bundled script, as a host's build makes them. */
  async function served(html: string, script: string) {
    const bundled = await scriptOf(script);
    site?.close();
    site = await serve((path) => {
      if (path === "/") return { type: "text/html", body: page(html), policy: POLICY };
      if (path === "/schemas.json") return { type: "application/json", body: '{"app":{"system_home":"text?"}}' };
      return path === "/page.js" ? { type: "text/javascript", body: bundled } : undefined;
    });
    return open(browser, site.origin);
  }

  it("has a field of a form in ten lines", async () => {
    const html = blockWith("html", "<form>");
    expect(html.split("\n").length).toBeLessThanOrEqual(10);
    const [whole = "", script = ""] = /<script type="module">([^]*?)<\/script>/.exec(html) ?? [];
    const markup = html.replace(whole, "").replace("<claims-expression ", '<claims-expression nonce="r4nd0m" ');
    const { page, complaints } = await served(markup, script);
    const told: unknown[][] = [];
    page.on("console", async (message) => told.push(await Promise.all(message.args().map((each) => each.jsonValue()))));
    const field = page.getByRole("textbox", { name: "Home" });
    await field.click();
    expect(await field.innerText()).toBe("app.system_home");
    await page.keyboard.press("End");
    await page.keyboard.type(' == "HDQ"');
    await page.keyboard.press("Tab");
    await expect.poll(() => told).toEqual([['app.system_home == "HDQ"', true, []]]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("has an editor whose schemas are fetched", async () => {
    const script = blockWith("js", 'from "claims-el/codemirror"').replace(
      "claimsExpression()",
      'claimsExpression(), EditorView.cspNonce.of("r4nd0m"), EditorView.contentAttributes.of({ "aria-label": "Claim" })',
    );
    const { page, complaints } = await served('<div id="editor"></div>', script);
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("s");
    await page.locator(".cm-lintRange-error", { hasText: "system_homes" }).waitFor();
    await page.keyboard.press("Control+.");
    await expect.poll(() => page.locator(".cm-content").innerText()).toBe("app.system_home");
    await page.locator(".cm-lintRange-error").waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
    await page.close();
  });
});

/** The form element in a browser, under the strictest policy that a page can have. */
/// <reference lib="dom" />
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibility, executable, launch, open } from "./driver.js";
import { type Site, scriptOf, serve } from "./serve.js";

const POLICY = "default-src 'none'; script-src 'self'; style-src 'nonce-abc123'";

const PAGE = `<!doctype html><html lang="en"><head><title>A form</title></head><body><main><h1>A form</h1>
<form id="form"><fieldset id="fields"><legend>Claims</legend>
<label for="home">Home</label><claims-expression id="home" name="home" nonce="abc123" required></claims-expression>
<claims-expression id="rule" name="rule" nonce="abc123" result-type="boolean" value="app.level > 1" aria-label="Rule"></claims-expression>
</fieldset><button type="submit">Save</button></form></main><script type="module" src="/page.js"></script></body></html>`;

const SCRIPT = `
import { defineEnvironment } from "claims-el";
import { defineClaimsExpression } from "claims-el/element";
defineClaimsExpression();
const field = document.getElementById("home");
const seen = [];
for (const name of ["input", "change"]) field.addEventListener(name, ({ detail }) => seen.push([name, detail.value, detail.valid]));
const form = document.getElementById("form");
form.addEventListener("submit", (event) => event.preventDefault());
const schemas = { app: { system_home: "text?", level: "integer" }, user: { email: "text" } };
Object.assign(window, { field, rule: document.getElementById("rule"), seen, defineEnvironment, form, schemas });
`;

/** The element as the tests use it. */
type Field = HTMLElement & {
  value: string;
  disabled: boolean;
  readOnly: boolean;
  resultType: string | undefined;
  environment: unknown;
  translateDiagnostic: unknown;
  validity: ValidityState;
  validationMessage: string;
};

/** What the page's script leaves for the tests. */
interface Left {
  readonly field: Field;
  readonly rule: Field;
  readonly seen: unknown[];
  readonly form: HTMLFormElement;
  readonly schemas: object;
  readonly defineEnvironment: (settings: object) => unknown;
}
declare const window: Left & Window;

describe.skipIf(executable === undefined)("<claims-expression>", () => {
  let browser: Browser;
  let site: Site;

  beforeAll(async () => {
    const script = await scriptOf(SCRIPT);
    site = await serve((path) => {
      if (path === "/") return { type: "text/html", body: PAGE, policy: POLICY };
      return path === "/page.js" ? { type: "text/javascript", body: script } : undefined;
    });
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    site?.close();
  });

  /** Opens the page; its schemas arrive after the element is there. */
  async function ready(): Promise<{ page: Page; complaints: string[] }> {
    const opened = await open(browser, site.origin);
    await opened.page.locator("#home .cm-content").waitFor();
    await opened.page.evaluate(
      () => (window.field.environment = window.rule.environment = window.defineEnvironment(window.schemas)),
    );
    return opened;
  }
  const home = (page: Page) => page.locator("#home .cm-content");
  const value = (page: Page) => page.evaluate(() => new FormData(window.form).get("home"));
  const said = (page: Page) =>
    page.evaluate(() => [window.field.validity.valid, window.field.validationMessage] as [boolean, string]);

  async function write(page: Page, text: string): Promise<void> {
    await home(page).click();
    await page.keyboard.press("Control+a");
    await page.keyboard.type(text);
    await page.keyboard.press("Escape");
  }

  it("works under default-src 'none' with a style nonce, typing over what is selected included", async () => {
    const { page, complaints } = await ready();
    await write(page, "app.system_hom");
    await page.locator("#home .cm-lintRange-error").waitFor();
    await home(page).press("Control+a");
    await page.keyboard.type("app.le");
    await page.locator(".cm-tooltip-autocomplete").waitFor();
    await page.keyboard.press("Escape");
    await write(page, "String.len(");
    await page.keyboard.type("1");
    await page.locator(".cm-claims-signature").waitFor();
    await page.locator("#home .cm-claims-name").first().hover();
    await page.locator(".cm-claims-hover").waitFor();
    expect(complaints).toEqual([]);
    // The colours are there: the style sheet was not refused.
    const colour = await page.evaluate(() => getComputedStyle(document.querySelector(".cm-claims-name") as Element).color);
    expect(colour).toBe("rgb(31, 59, 112)");
    await page.close();
  });

  it("would hear of what the policy forbids, and of another host", async () => {
    const { page, complaints } = await ready();
    await page.evaluate(() => document.body.setAttribute("style", "color: red"));
    await page.evaluate(() => fetch("http://192.0.2.1/").catch(() => undefined));
    await expect.poll(() => complaints.filter((each) => /^policy: /.test(each)).length).toBe(2);
    await page.close();
  });

  it("marks an error at its span, and mends it with one key", async () => {
    const { page, complaints } = await ready();
    await write(page, "app.system_hom");
    await page.locator("#home .cm-lintRange-error").waitFor();
    expect(await page.locator("#home .cm-lintRange-error").innerText()).toBe("system_hom");
    await page.keyboard.press("Control+.");
    await expect.poll(() => value(page)).toBe("app.system_home");
    expect(await said(page)).toEqual([true, ""]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("is a field of its form: value, validity, what it is required to give, schemas that arrive later, reset", async () => {
    const { page } = await ready();
    expect(await said(page)).toEqual([false, "There is no expression here."]);
    expect(await page.evaluate(() => window.form.checkValidity())).toBe(false);
    await write(page, "app.level");
    expect([await value(page), await said(page)]).toEqual(["app.level", [true, ""]]);
    expect(await page.evaluate(() => window.form.checkValidity())).toBe(true);
    await page.evaluate(() => (window.field.resultType = "text"));
    expect(await said(page)).toEqual([false, "A claim expression must give text, but this one gives integer."]);
    await page.evaluate(() => (window.field.resultType = undefined));
    await page.evaluate(() => (window.field.value = "app.nosuch"));
    expect((await said(page))[0]).toBe(false);
    await page.evaluate(() => (window.field.environment = window.defineEnvironment({ app: { nosuch: "text?" } })));
    expect(await said(page)).toEqual([true, ""]);
    await page.evaluate(() => window.form.reset());
    expect([await value(page), await page.evaluate(() => window.rule.value)]).toEqual(["", "app.level > 1"]);
    await page.close();
  });

  it("takes the wanted type as an attribute", async () => {
    const { page } = await ready();
    const rule = () => page.evaluate(() => [window.rule.validity.typeMismatch, window.rule.validationMessage]);
    expect(await rule()).toEqual([false, ""]);
    await page.evaluate(() => (window.rule.value = "app.level"));
    expect(await rule()).toEqual([true, "A claim expression must give boolean, but this one gives integer."]);
    await page.evaluate(() => window.rule.setAttribute("result-type", "integer"));
    expect(await rule()).toEqual([false, ""]);
    await page.close();
  });

  it("can be read-only, and disabled by itself or with its fieldset", async () => {
    const { page } = await ready();
    await page.evaluate(() => (window.field.value = "app.level"));
    const editable = () => home(page).getAttribute("contenteditable");
    await page.evaluate(() => (window.field.readOnly = true));
    expect([await editable(), await value(page), await home(page).getAttribute("aria-readonly")]).toEqual([
      "false",
      "app.level",
      "true",
    ]);
    await page.evaluate(() => (window.field.readOnly = false));
    expect(await editable()).toBe("true");
    await page.evaluate(() => (window.field.disabled = true));
    expect([await editable(), await value(page), await home(page).getAttribute("aria-disabled")]).toEqual(["false", null, "true"]);
    await page.evaluate(() => (window.field.disabled = false));
    expect([await editable(), await value(page)]).toEqual(["true", "app.level"]);
    await page.evaluate(() => document.getElementById("fields")?.setAttribute("disabled", ""));
    expect([await editable(), await value(page)]).toEqual(["false", null]);
    await page.close();
  });

  it("tells of every input, and once of a change when it is left", async () => {
    const { page } = await ready();
    await write(page, "app");
    expect(await page.evaluate(() => window.seen)).toEqual([
      ["input", "a", false],
      ["input", "ap", false],
      ["input", "app", false],
    ]);
    await page.evaluate(() => window.seen.splice(0));
    await page.keyboard.type(".level");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Save" }).focus();
    await page.waitForFunction(() => window.seen.length > 6);
    expect(await page.evaluate(() => window.seen.slice(5))).toEqual([
      ["input", "app.level", true],
      ["change", "app.level", true],
    ]);
    await page.close();
  });

  it("says everything in the words of the host, made from `data`", async () => {
    const { page } = await ready();
    await write(page, "app.system_hom");
    await page.locator("#home .cm-lintRange-error").waitFor();
    await page.evaluate(() => {
      const words: Record<string, string> = {
        "check/unknown-attribute": "Kein Attribut «{name}» in «{object}».",
        "check/result-type": "Ergibt {actual}, soll {wanted} sein.",
        "syntax/empty": "Bitte ausfüllen.",
      };
      window.field.translateDiagnostic = ({ code, data }: { code: string; data: Record<string, string> }) => ({
        message: (words[code] ?? `?${code}`).replace(/\{(\w+)\}/g, (_, name: string) => data[name] ?? "?"),
      });
    });
    expect(await said(page)).toEqual([false, "Kein Attribut «system_hom» in «app»."]);
    await page.locator("#home .cm-lintRange-error").hover();
    await page.locator(".cm-tooltip-lint", { hasText: "Kein Attribut «system_hom» in «app»." }).waitFor();
    await page.evaluate(() => (window.field.value = ""));
    expect(await said(page)).toEqual([false, "Bitte ausfüllen."]);
    await page.evaluate(() => Object.assign(window.field, { value: "app.level", resultType: "text" }));
    expect(await said(page)).toEqual([false, "Ergibt integer, soll text sein."]);
    await page.close();
  });

  it("has a name for screen readers, tells them of errors, and has nothing that axe-core minds", async () => {
    const { page } = await ready();
    expect(await page.getByRole("textbox", { name: "Home" }).count()).toBe(1);
    await page.getByText("Home", { exact: true }).click();
    await page.keyboard.type("app.system_hom == 1");
    await page.keyboard.press("Escape");
    await page.locator("#home .cm-lintRange-error").waitFor();
    expect([await home(page).getAttribute("aria-invalid"), await home(page).getAttribute("aria-required")]).toEqual([
      "true",
      "true",
    ]);
    expect(await accessibility(page)).toEqual([]);
    await page.close();
  });

  it("keeps its text when it is moved in the page", async () => {
    const { page } = await ready();
    await write(page, "app.level");
    await page.evaluate(() => document.querySelector("main")?.append(window.form));
    await page.locator("#home .cm-content", { hasText: "app.level" }).waitFor();
    expect([await value(page), await page.locator("#home .cm-editor").count()]).toEqual(["app.level", 1]);
    await page.close();
  });
});

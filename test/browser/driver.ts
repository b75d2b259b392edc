/** The browser for these tests: a Chromium that the system has, what a page complains of in it, and what axe-core minds. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];

function find(): string | undefined {
  const said = process.env.CHROMIUM_PATH;
  if (said === undefined || said === "") return PLACES.find((path) => existsSync(path));
  // Who says where the browser is wants these tests run: a wrong path must not skip them.
  if (!existsSync(said)) throw new Error(`CHROMIUM_PATH is ${said}, and there is no such file.`);
  return said;
}

/** Where a browser is; undefined where there is none. */
export const executable = find();

if (executable === undefined)
  console.warn(
    "No Chromium was found: the tests in a browser are skipped. Install it (Debian: `apt-get install chromium`) or set CHROMIUM_PATH.",
  );

/** Containers that run as root have no sandbox to offer; the others keep the browser from calling home. */
const FLAGS = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

/** Starts the browser. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: executable ?? "", args: FLAGS });
}

/** A page, and what it complained of: violations of its policy, exceptions, failures, requests to other hosts. */
export async function open(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<{ readonly page: Page; readonly complaints: string[] }> {
  const page = await browser.newPage(options);
  const complaints: string[] = [];
  const home = new URL(address).origin;
  page.on("pageerror", (error) => complaints.push(`exception: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== home) complaints.push(`request to ${request.url()}`);
  });
  await page.exposeFunction("complainOfPolicy", (text: string) => complaints.push(text));
  await page.addInitScript(() => {
    const told = globalThis as unknown as { complainOfPolicy(text: string): void };
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
      told.complainOfPolicy(`policy: ${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
  await page.goto(address);
  return { page, complaints };
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds wrong with a page: every rule it has, the best practices too. */
export async function accessibility(page: Page): Promise<string[]> {
  // Evaluated over the debugging protocol, which a page's policy does not bind.
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { violations, passes } = await (
      globalThis as unknown as {
        axe: {
          run(
            options: object,
          ): Promise<Record<"violations" | "passes", { id: string; nodes: { html: string; failureSummary?: string }[] }[]>>;
        };
      }
    ).axe.run({
      // Of what it does not mind, one place for each rule will do.
      resultTypes: ["violations"],
    });
    if (passes.length < 10) return [`only ${passes.length} rules were looked at`];
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ""}`));
  });
}

/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** What is served to the browser: files of this machine, with the policy that a page is held to. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { build as bundle } from "esbuild";
import { build } from "vite";

/** What is served at an address. */
export interface Served {
  readonly type: string;
  readonly body: string | Buffer;
  readonly policy?: string;
}

/** A server on this machine. */
export interface Site {
  readonly origin: string;
  close(): void;
}

/** Serves what a function gives for a path. */
export async function serve(answer: (path: string) => Served | undefined): Promise<Site> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    // Browsers ask for an icon by themselves; a page without one is no failure.
    const served = answer(path) ?? (path === "/favicon.ico" ? { type: "image/svg+xml", body: "<svg/>" } : undefined);
    response.writeHead(served ? 200 : 404, {
      "content-type": `${served?.type ?? "text/plain"}; charset=utf-8`,
      ...(served?.policy === undefined ? {} : { "content-security-policy": served.policy }),
    });
    response.end(served?.body ?? "");
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

/** Builds the playground and serves it, with a policy in the answer beside the one that the page has itself. */
export async function servePlayground(policy?: string): Promise<Site> {
  const outDir = mkdtempSync(join(tmpdir(), "claims-el-playground-"));
  await build({
    root: "docs/playground",
    configFile: "docs/playground/vite.config.ts",
    logLevel: "error",
    build: { outDir },
  });
  const site = await serve((path) => {
    const file = path === "/" ? "/index.html" : path;
    try {
      const body = readFileSync(join(outDir, file));
      return { type: TYPES[extname(file)] ?? "text/plain", body, ...(policy === undefined ? {} : { policy }) };
    } catch {
      // An address that the page does not have is answered as one.
      return undefined;
    }
  });
  return {
    ...site,
    close: () => {
      site.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}

/** Bundles a script that imports the package as a host does. */
export async function scriptOf(contents: string): Promise<string> {
  const { outputFiles } = await bundle({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    write: false,
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

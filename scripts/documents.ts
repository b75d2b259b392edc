/** Which pages are documents: README and everything in docs. */
import { readdirSync } from "node:fs";

/** Their paths. */
export function documents(): string[] {
  const pages = readdirSync("docs", { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/"));
  return [
    "README.md",
    ...pages.filter((name) => name.endsWith(".md") && !name.includes("node_modules/")).map((name) => `docs/${name}`),
  ];
}

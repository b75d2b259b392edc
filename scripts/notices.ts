/** Writes THIRD-PARTY-NOTICES.md: the licence of every package whose code is inside the built files. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { browserYaml } from "./browser-yaml.js";
import { changedPackages, replacements } from "./changed-packages.js";
import { buildEntries } from "./entries.js";

interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string;
}

/** The packages that end up in the build, found by bundling every entry without writing it. */
async function bundledNames(): Promise<string[]> {
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(readFileSync("package.json", "utf8"));
  const { metafile } = await build({
    entryPoints: buildEntries(),
    outdir: "dist",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "es2022",
    write: false,
    metafile: true,
    logLevel: "silent",
    external: [...Object.keys(dependencies), ...Object.keys(peerDependencies)],
    plugins: [changedPackages, browserYaml],
  });
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  const names = inputs
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(names)].sort();
}

function readPackage(name: string): BundledPackage {
  const folder = `node_modules/${name}`;
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:\.(?:txt|md))?$/i.test(entry));
  if (file === undefined) throw new Error(`${name} ships no licence text`);
  return { name, version, license, text: readFileSync(`${folder}/${file}`, "utf8").replace(/^\s*\n|\s+$/g, "") };
}

/** The whole document; packages under the same text share it. */
export async function thirdPartyNotices(): Promise<string> {
  const packages = (await bundledNames()).map(readPackage);
  const changes = replacements.filter((row) => packages.some(({ name }) => name === row.package));
  const texts = [...new Set(packages.map(({ text }) => text))];
  return [
    "# Third-party notices",
    "",
    "The published files of claims-el contain code of the packages below, each under its own licence.",
    "Printed by `npm run notices`; a test fails when this page is stale.",
    ...(changes.length === 0 ? [] : ["", "Changed for this package:", ""]),
    ...changes.map((row) => `- ${row.package}: ${row.change}`),
    ...texts.flatMap((text) => {
      const sharing = packages.filter((each) => each.text === text);
      return [
        "",
        `## ${sharing.map(({ name, version, license }) => `${name} ${version} (${license})`).join(", ")}`,
        "",
        "```text",
        text,
        "```",
      ];
    }),
    "",
  ].join("\n");
}

if (process.argv[1]?.endsWith("notices.ts")) writeFileSync("THIRD-PARTY-NOTICES.md", await thirdPartyNotices());

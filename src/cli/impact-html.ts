/** The report of impact as one page of HTML that needs nothing else: no script, no font, no network. */
import type { ImpactClaim, ImpactReport, ImpactSizes } from "../impact/report.js";
import { exampleText, grouped, isTouched } from "./impact-text.js";

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const PARTS = [
  ["gains", "gains", "#1a7f37"],
  ["loses", "loses", "#cf222e"],
  ["changes", "changes", "#9a6700"],
  ["keeps", "keeps", "#8c959f"],
  ["without", "without, as before", "#d0d7de"],
] as const;

const STYLE = `:root{color-scheme:light dark;--line:#d0d7de;--soft:#57606a}
@media (prefers-color-scheme:dark){:root{--line:#444c56;--soft:#9da7b1}}
body{font:15px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem}p{margin:.25rem 0 1rem;color:var(--soft)}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}code{font-family:ui-monospace,monospace;font-size:.9em;overflow-wrap:anywhere}
svg{display:block}.key span{display:inline-block;margin-right:1rem}.key i{display:inline-block;width:.8rem;height:.8rem;margin-right:.35rem;vertical-align:-1px;border-radius:2px}`;

/** The page. */
export function impactHtml(report: ImpactReport, { old, next }: { readonly old: string; readonly next: string }): string {
  const touched = report.claims.filter(isTouched);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Impact of ${escaped(next)}</title><style>${STYLE}</style></head><body>
<h1>Impact of ${escaped(next)}</h1>
<p>Against ${escaped(old)}: ${grouped(report.changed)} of ${grouped(report.tokens)} tokens change, of ${grouped(report.users)} users and ${grouped(report.clients)} clients.${report.refused.before + report.refused.after > 0 ? ` ${grouped(report.refused.after)} tokens would be refused, ${grouped(report.refused.before)} are now.` : ""}</p>
<h2>Claims</h2>
<p class="key">${PARTS.map(([, title, colour]) => `<span><i style="background:${colour}"></i>${title}</span>`).join("")}</p>
<table><thead><tr><th>claim</th>${PARTS.map(([, title]) => `<th class="n">${title.split(",")[0]}</th>`).join("")}<th>tokens</th></tr></thead><tbody>
${report.claims.map((claim) => `<tr><td><code>${escaped(claim.name)}</code></td>${PARTS.map(([part]) => `<td class="n">${grouped(claim[part])}</td>`).join("")}<td>${bar(claim)}</td></tr>`).join("\n")}
</tbody></table>
${touched.map(details).join("\n")}
${sizes(report)}
${missing(report)}
${report.byLibrary > 0 ? `<p>${grouped(report.byLibrary)} rows had no answer in SQL and were looked at one by one.</p>` : ""}
</body></html>
`;
}

const BAR = 220;

/** The shares of a claim's tokens as one bar; a share that is not nothing is at least a hair wide. */
function bar(claim: ImpactClaim): string {
  const total = PARTS.reduce((sum, [part]) => sum + claim[part], 0);
  let at = 0;
  const rects = PARTS.map(([part, title, colour]) => {
    const width = claim[part] === 0 || total === 0 ? 0 : Math.max(1.5, (claim[part] / total) * BAR);
    const rect =
      width > 0
        ? `<rect x="${at.toFixed(1)}" width="${width.toFixed(1)}" height="14" fill="${colour}"><title>${title}: ${grouped(claim[part])}</title></rect>`
        : "";
    at += width;
    return rect;
  });
  return `<svg width="${BAR}" height="14" viewBox="0 0 ${Math.max(BAR, at).toFixed(1)} 14" preserveAspectRatio="none" role="img" aria-label="${escaped(claim.name)}: ${PARTS.map(([part, title]) => `${title} ${claim[part]}`).join(", ")}">${rects.join("")}</svg>`;
}

function details({ name, counts, examples }: ImpactClaim): string {
  const rows = counts
    .filter(({ change }) => change !== "keeps" && change !== "without")
    .map(
      ({ change, grant, before, after, tokens, users, clients }) =>
        `<tr><td>${change}</td><td>${escaped(grant)}</td><td>${escaped(before ?? "")}</td><td>${escaped(after ?? "")}</td><td class="n">${grouped(tokens)}</td><td class="n">${grouped(users)}</td><td class="n">${grouped(clients)}</td></tr>`,
    );
  return `<h2><code>${escaped(name)}</code></h2>
<table><thead><tr><th>change</th><th>grant</th><th>reason before</th><th>reason after</th><th class="n">tokens</th><th class="n">users</th><th class="n">clients</th></tr></thead><tbody>${rows.join("")}</tbody></table>
<ul>${examples.map((example) => `<li><code>${escaped(exampleText(example))}</code></li>`).join("")}</ul>`;
}

function sizes({ sizes: { before, after }, largest }: ImpactReport): string {
  const known = [before, after].filter((size): size is ImpactSizes => size !== undefined);
  if (known.length === 0) return "";
  const most = Math.max(...known.map(({ max }) => max));
  return `<h2>Size of the claims in a token</h2>
<table><thead><tr><th></th><th class="n">p50</th><th class="n">p99</th><th class="n">max</th><th>bytes, from 0 to ${grouped(most)}</th></tr></thead><tbody>
${known.map((size) => `<tr><td>${size.token}</td><td class="n">${grouped(size.p50)}</td><td class="n">${grouped(size.p99)}</td><td class="n">${grouped(size.max)}</td><td>${histogram(size, most)}</td></tr>`).join("\n")}
</tbody></table>
<h2>The largest</h2>
<table><thead><tr><th class="n">bytes</th><th>user</th><th>client</th><th>grant</th></tr></thead><tbody>${largest.map(({ bytes, user, client, grant }) => `<tr><td class="n">${grouped(bytes)}</td><td>${escaped(user ?? "")}</td><td>${escaped(client ?? "")}</td><td>${escaped(grant)}</td></tr>`).join("")}</tbody></table>`;
}

const BINS = 44;

function histogram({ token, histogram: counts }: ImpactSizes, most: number): string {
  const bins = new Array<number>(BINS).fill(0);
  for (const [bytes, tokens] of counts) {
    const bin = Math.min(BINS - 1, Math.floor((bytes / Math.max(1, most)) * BINS));
    bins[bin] = (bins[bin] as number) + tokens;
  }
  const highest = Math.max(...bins);
  const width = BAR / BINS;
  const rects = bins.map((count, index) =>
    count === 0
      ? ""
      : `<rect x="${(index * width).toFixed(1)}" y="${(40 - Math.max(1, (count / highest) * 40)).toFixed(1)}" width="${(width - 0.5).toFixed(1)}" height="${Math.max(1, (count / highest) * 40).toFixed(1)}" fill="#0969da"/>`,
  );
  return `<svg width="${BAR}" height="40" role="img" aria-label="how many tokens ${token} are how large">${rects.join("")}</svg>`;
}

function missing({ missing: paths }: ImpactReport): string {
  if (paths.length === 0) return "";
  return `<h2>Clients without a property</h2>
<table><thead><tr><th>property</th><th class="n">clients</th><th>which</th></tr></thead><tbody>${paths.map(({ path, clients, of }) => `<tr><td><code>${escaped(path)}</code></td><td class="n">${clients.length} of ${of}</td><td>${clients.slice(0, 40).map(escaped).join(", ")}${clients.length > 40 ? ", …" : ""}</td></tr>`).join("")}</tbody></table>`;
}

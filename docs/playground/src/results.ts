/** Draws what becomes of an expression: the token, the verdict of every grant, and the problems. */
import { type Diagnostic, type Reason, reasonBeforehand, type Verdict } from "claims-el";
import type { PreviewedClaim, PreviewedToken } from "claims-el/claims";
import { make, words } from "./dom.js";

/** A value as JSON. */
export const shown = (value: unknown) => JSON.stringify(value) ?? "nothing";

/** A word in a coloured bubble. */
export function pill(kind: string, text: string): HTMLElement {
  return make("span", { class: `pill ${kind}` }, text);
}

function reasonLine(reason: Reason): HTMLElement {
  return make("span", { class: "because" }, ...words(reason.message), " ", make("code", { class: "code" }, reason.code));
}

/** What a claim came to, in one cell. */
function outcome(claim: PreviewedClaim): Node[] {
  if (claim.status === "value" && claim.masked) return [make("span", { class: "because" }, "a value that is not shown")];
  if (claim.status === "value") return [make("code", { class: "value" }, shown(claim.value))];
  if (claim.reason) return [pill("absent", "absent"), reasonLine(claim.reason)];
  if (claim.diagnostic) return [pill("error", "error"), make("span", { class: "because" }, ...words(claim.diagnostic.message))];
  const on = [...new Set((claim.because ?? []).map(({ path, code }) => path ?? code))];
  return [
    pill("sometimes", "depends"),
    make("span", { class: "because" }, on.length > 0 ? `on ${on.join(", ")}` : "on data that is not given"),
  ];
}

/** The claims of a token. */
export function drawToken(token: PreviewedToken | undefined, chosen: string, choose: (claim: string) => void): HTMLElement {
  if (!token) return make("p", { class: "empty" }, "There is no such token.");
  const rows = token.claims.map((claim) => {
    const button = make("button", { type: "button", class: "link", "aria-pressed": String(claim.name === chosen) }, claim.name);
    button.addEventListener("click", () => choose(claim.name));
    return make(
      "tr",
      claim.name === chosen ? { class: "chosen" } : {},
      make("th", { scope: "row" }, button),
      make("td", { "data-claim": claim.name }, ...outcome(claim)),
    );
  });
  const table = make(
    "table",
    { class: "claims" },
    make("caption", { class: "hidden" }, "The claims of the token"),
    make(
      "thead",
      {},
      make("tr", {}, make("th", { scope: "col" }, "Claim"), make("th", { scope: "col" }, "Value, or why there is none")),
    ),
    make("tbody", {}, ...rows),
  );
  const refused = token.ok ? undefined : make("p", { class: "trouble" }, "This token would be refused.");
  return make(
    "div",
    {},
    refused,
    token.claims.length > 0 ? table : make("p", { class: "empty" }, "No claim goes into this token."),
    payload(token),
  );
}

/** The claims as the token carries them. */
function payload(token: PreviewedToken): HTMLElement {
  const carried = token.claims.filter(({ status, masked }) => status === "value" && !masked);
  const text = JSON.stringify(Object.fromEntries(carried.map(({ name, value }) => [name, value])), null, 2);
  return make(
    "details",
    { class: "payload" },
    make("summary", {}, "As JSON"),
    make("pre", { tabindex: "0", "aria-label": "The claims as JSON" }, text),
  );
}

/** Grants of which the same holds share a row. */
function agreeing(entries: readonly (readonly [string, Verdict])[]): { readonly grants: string[]; readonly verdict: Verdict }[] {
  const rows = new Map<string, { readonly grants: string[]; readonly verdict: Verdict }>();
  for (const [grant, verdict] of entries) {
    const { because, mayFail, type, values } = verdict;
    const key = JSON.stringify([verdict.verdict, because.map(({ code, path }) => [code, path]), mayFail, type, values]);
    const row = rows.get(key);
    if (row) row.grants.push(grant);
    else rows.set(key, { grants: [grant], verdict });
  }
  return [...rows.values()];
}

/** More reasons than this are not spelt out. */
const SHOWN_REASONS = 12;

/** Each reason for there being no value once, in a sentence. */
function whyNone({ because }: Verdict): HTMLElement[] {
  const blames = [...new Map(because.map((blame) => [`${blame.code} ${blame.path}`, blame])).values()];
  const lines = blames
    .slice(0, SHOWN_REASONS)
    .map(({ code, path, hint }) =>
      make(
        "span",
        { class: "because" },
        ...words([reasonBeforehand(code, path ?? "it"), hint].filter((part) => part).join(" ")),
        " ",
        make("code", { class: "code" }, code),
      ),
    );
  const left = blames.length - lines.length;
  return left > 0 ? [...lines, make("span", { class: "because" }, `And ${left} more.`)] : lines;
}

/** The verdict of every grant. */
export function drawVerdicts(verdicts: Readonly<Record<string, Verdict>> | undefined): HTMLElement {
  const entries = Object.entries(verdicts ?? {});
  if (entries.length === 0) return make("p", { class: "empty" }, "Mend the problems to see what every grant gives.");
  const rows = agreeing(entries).map(({ grants, verdict }) => {
    const values = verdict.values ? `one of ${verdict.values.map(shown).join(", ")}` : verdict.type;
    return make(
      "tr",
      {},
      make("th", { scope: "row" }, ...grants.map((grant) => make("code", { class: "grant" }, grant))),
      make("td", {}, pill(verdict.verdict, verdict.verdict)),
      make(
        "td",
        {},
        verdict.verdict === "never" ? undefined : make("code", { class: "type" }, values),
        ...whyNone(verdict),
        ...verdict.mayFail.map((code) => make("span", { class: "because" }, "It can fail with ", make("code", {}, code), ".")),
      ),
    );
  });
  const head = make(
    "tr",
    {},
    ...["Grant", "A value", "Which, and why there may be none"].map((title) => make("th", { scope: "col" }, title)),
  );
  return make(
    "table",
    { class: "verdicts" },
    make("caption", { class: "hidden" }, "The verdict of every grant"),
    make("thead", {}, head),
    make("tbody", {}, ...rows),
  );
}

/** Problems as a list; each leads to its place, and offers its fixes. */
export function drawProblems(
  problems: readonly (Diagnostic & { readonly where?: string })[],
  go: (problem: Diagnostic) => void,
  fix: ((problem: Diagnostic, index: number) => void) | undefined,
): HTMLElement[] {
  return problems.map((problem) => {
    const place = make("button", { type: "button", class: "link" }, problem.where ?? "Show");
    place.addEventListener("click", () => go(problem));
    const buttons = (fix ? (problem.fixes ?? []) : []).map(({ title }, index) => {
      const button = make("button", { type: "button", class: "button small primary" }, title.replaceAll("`", ""));
      button.addEventListener("click", () => fix?.(problem, index));
      return button;
    });
    const said = make(
      "span",
      { class: "words" },
      ...words(problem.message),
      problem.hint ? make("span", { class: "because" }, " ", ...words(problem.hint)) : undefined,
    );
    return make(
      "li",
      { class: problem.severity },
      pill(problem.severity === "error" ? "error" : "sometimes", problem.severity),
      said,
      ...buttons,
      place,
    );
  });
}

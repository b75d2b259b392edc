/** The report of impact for a terminal. */
import type { ImpactClaim, ImpactExample, ImpactReport } from "../impact/report.js";
import { counted, cut, jsonText, plainText } from "./claims-words.js";
import { columns, type Output, painter } from "./terminal.js";

const SHOWN_VALUE = 60;
const SHOWN_CLIENTS = 10;

/** The lines of a report. */
export function impactLines(report: ImpactReport, output: Output): string[] {
  const paint = painter(output);
  const rows = report.claims.map(({ name, gains, loses, changes, keeps, without }) => [
    plainText(name),
    ...[gains, loses, changes, keeps, without].map(grouped),
  ]);
  const table = columns([["claim", "gains", "loses", "changes", "keeps", "without"], ...rows]).split("\n");
  return [
    `${grouped(report.changed)} of ${grouped(report.tokens)} tokens change, of ${grouped(report.users)} users and ${grouped(report.clients)} clients`,
    ...(report.refused.before + report.refused.after > 0
      ? [`${grouped(report.refused.after)} tokens would be refused, ${grouped(report.refused.before)} are now`]
      : []),
    "",
    paint("bold", table[0] as string),
    ...table.slice(1),
    ...report.claims.filter(isTouched).flatMap((claim) => ["", ...claimLines(claim, paint)]),
    ...sizeLines(report),
    ...report.missing.flatMap(({ path, clients, of }, index) => [
      ...(index === 0 ? ["", paint("bold", "clients without a property")] : []),
      `  ${path}: ${clients.length} of ${of}: ${clients.slice(0, SHOWN_CLIENTS).map(plainText).join(", ")}${clients.length > SHOWN_CLIENTS ? ", …" : ""}`,
    ]),
    ...(report.byLibrary > 0
      ? ["", paint("dim", `${counted(report.byLibrary, "row")} had no answer in SQL and were looked at one by one.`)]
      : []),
  ];
}

/** A number with its thousands apart. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Whether some token changes in a claim. */
export function isTouched({ gains, loses, changes }: ImpactClaim): boolean {
  return gains + loses + changes > 0;
}

function claimLines({ name, counts, examples }: ImpactClaim, paint: ReturnType<typeof painter>): string[] {
  const touched = counts.filter(({ change }) => change !== "keeps" && change !== "without");
  return [
    paint("bold", plainText(name)),
    ...touched.map(({ change, grant, before, after, users, clients, tokens }) => {
      const why = before ?? after;
      return `  ${grouped(tokens)} ${change === "changes" ? "change" : change === "gains" ? "gain it" : "lose it"} on ${grant}${why ? ` (${before ? "before" : "after"}: ${why})` : ""}, ${grouped(users)} users, ${grouped(clients)} clients`;
    }),
    ...examples.map((example) => paint("dim", `    ${exampleText(example)}`)),
  ];
}

/** An example in one line. */
export function exampleText({ user, client, grant, before, after, masked }: ImpactExample): string {
  const who = [user, client, grant]
    .filter((each) => each !== undefined)
    .map((each) => plainText(String(each)))
    .join(", ");
  return masked ? `such as ${who}: (masked; --reveal shows it)` : `such as ${who}: ${shownValue(before)} → ${shownValue(after)}`;
}

function shownValue(value: unknown): string {
  const none = typeof value === "object" && value !== null && "none" in value ? String(value.none) : undefined;
  return none === undefined ? cut(jsonText(value), SHOWN_VALUE) : `— (${none})`;
}

function sizeLines({ sizes, largest }: ImpactReport): string[] {
  const lines = [sizes.before, sizes.after].flatMap((size) =>
    size ? [`  ${size.token.padEnd(6)}  p50 ${size.p50}  p99 ${size.p99}  max ${size.max} bytes`] : [],
  );
  const top = largest.map(
    ({ bytes, user, client, grant }) =>
      `  ${bytes}  ${[user, client, grant]
        .filter((each) => each !== undefined)
        .map((each) => plainText(String(each)))
        .join(", ")}`,
  );
  return lines.length === 0 ? [] : ["", "size of the claims in a token", ...lines, "the largest", ...top];
}

/** From what is written to a claim set: an expression alone is a document of one claim. */
import { type Diagnostic, defineEnvironment, type Environment, type EnvironmentSettings } from "claims-el";
import type { ClaimSet } from "claims-el/claims";
import { type PlacedDiagnostic, readClaimsText } from "claims-el/claims/text";
import { allFunctions as functions } from "claims-el/functions/all";
import type { State } from "./state.js";

/** The name of the only claim where an expression stands alone. */
export const ALONE = "claim";

/** The data of one evaluation beside the client. */
export type Person = Readonly<Record<string, unknown>>;

/** What was made of what is written. */
export interface Model {
  readonly environment: Environment | undefined;
  readonly set: ClaimSet | undefined;
  readonly problems: readonly PlacedDiagnostic[];
  readonly schemasProblem: string;
  readonly dataProblem: string;
  readonly person: Person;
}

interface Read {
  readonly data: Readonly<Record<string, unknown>>;
  readonly problem: string;
}

function readJson(text: string): Read {
  if (text.trim() === "") return { data: {}, problem: "" };
  try {
    const data: unknown = JSON.parse(text);
    if (typeof data === "object" && data !== null && !Array.isArray(data)) return { data: data as Read["data"], problem: "" };
    return { data: {}, problem: "This has to be a map: { … }." };
  } catch {
    return { data: {}, problem: "This is not JSON yet." };
  }
}

const everySentence = (problems: readonly Diagnostic[]) => problems.map(({ message, hint }) => [message, hint].join(" ")).join(" ");

let known: { readonly schemas: string; readonly environment: Environment | undefined; readonly problem: string } | undefined;

/** The environment of schemas; made again only when they change. */
function environmentOf(schemas: string): NonNullable<typeof known> {
  if (known?.schemas === schemas) return known;
  const { data, problem } = readJson(schemas);
  try {
    known = { schemas, environment: defineEnvironment({ ...(data as EnvironmentSettings), functions }), problem };
  } catch (error) {
    const problems = (error as { diagnostics?: readonly Diagnostic[] }).diagnostics;
    if (!problems) throw error;
    known = { schemas, environment: undefined, problem: everySentence(problems) };
  }
  return known;
}

/** Reads everything. */
export function modelOf(state: State): Model {
  const { data, problem: dataProblem } = readJson(state.data);
  const { clients, ...person } = data;
  if (state.mode === "document") {
    const { set, diagnostics } = readClaimsText(state.document, { env: { functions } });
    return { environment: set?.environment, set, problems: diagnostics, schemasProblem: "", dataProblem, person };
  }
  const { environment, problem } = environmentOf(state.schemas);
  const listed = Object.entries(typeof clients === "object" && clients !== null ? clients : {});
  const document = {
    schemas: readJson(state.schemas).data,
    ...(listed.length > 0 ? { clients: listed.map(([clientId, profile]) => ({ clientId, profile })) } : {}),
    claims: [{ name: ALONE, value: state.expression, tokens: ["access_token", "id_token", "userinfo"] }],
  };
  const { set, diagnostics } = readClaimsText(JSON.stringify(document), { env: { functions } });
  return { environment, set: environment ? set : undefined, problems: diagnostics, schemasProblem: problem, dataProblem, person };
}

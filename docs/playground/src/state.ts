/** What the page remembers, and how it goes into a link and out of it. */

/** Everything that somebody wrote or chose. */
export interface State {
  readonly mode: "expression" | "document";
  readonly expression: string;
  readonly schemas: string;
  readonly document: string;
  /** Clients, user, app-user and groups, as JSON. */
  readonly data: string;
  readonly client: string;
  readonly grant: string;
  readonly token: string;
  readonly claim: string;
  readonly withUser: boolean;
}

const FIELDS = ["mode", "expression", "schemas", "document", "client", "grant", "token", "claim"] as const;

/** What each mode does without: the other's text. */
const UNUSED: Readonly<Record<State["mode"], readonly string[]>> = {
  document: ["expression", "schemas"],
  expression: ["document"],
};

/** The fragment for a state. The data goes along only where that is asked for. */
export function toFragment(state: State, withData: boolean): string {
  // Of an expression's clients only the data tells, so their names are data too.
  const isOfData = (field: string) => field === "client" && state.mode === "expression";
  const used = FIELDS.filter((field) => !UNUSED[state.mode].includes(field) && (withData || !isOfData(field)));
  const shared = Object.fromEntries([
    ...used.map((field) => [field, state[field]]),
    ...(withData
      ? [
          ["data", state.data],
          ["withUser", state.withUser],
        ]
      : []),
  ]);
  const bytes = new TextEncoder().encode(JSON.stringify(shared));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return `#${btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
}

/** The state of a fragment; undefined where it is none of ours. */
export function fromFragment(fragment: string, otherwise: State): State | undefined {
  if (!/^#[\w-]+$/.test(fragment)) return undefined;
  const parsed = decode(fragment.slice(1).replaceAll("-", "+").replaceAll("_", "/"));
  if (typeof parsed !== "object" || parsed === null || !("mode" in parsed)) return undefined;
  const shared = new Map(Object.entries(parsed));
  const text = (field: string, fallback: string) => {
    const value = shared.get(field);
    return typeof value === "string" ? value : fallback;
  };
  return {
    mode: shared.get("mode") === "document" ? "document" : "expression",
    expression: text("expression", ""),
    schemas: text("schemas", "{}"),
    document: text("document", otherwise.document),
    data: text("data", "{}"),
    client: text("client", ""),
    grant: text("grant", "client_credentials"),
    token: text("token", "access_token"),
    claim: text("claim", ""),
    withUser: shared.get("withUser") === true,
  };
}

function decode(base64: string): unknown {
  try {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // A fragment that is no link of this page is not ours to complain about.
    return undefined;
  }
}

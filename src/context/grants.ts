/** The table of grants: who is present on each, and which tokens it gives. */

/** Whether someone or something is there on a grant. */
export type Presence = "present" | "optional" | "absent";

/** What may be missing on a grant: the resource owner, the app-user, the session. */
export type Party = "user" | "appuser" | "session";

/** A kind of token. */
export type TokenKind = "access_token" | "id_token" | "userinfo";

/** One grant. */
export interface Grant {
  readonly user: Presence;
  readonly appuser: Presence;
  readonly session: Presence;
  readonly tokens: readonly TokenKind[];
  /** A group function may answer more than a hundred groups. */
  readonly manyGroups?: boolean;
}

const ALL: readonly TokenKind[] = ["access_token", "id_token", "userinfo"];

/**
 * The grants of OAuth 2.0 and its extensions (RFC 6749, RFC 8628, RFC 7523, RFC 8693).
 * On `jwt_bearer` and `token_exchange` the subject may be a client, so the user is optional.
 */
// biome-ignore format: table
export const GRANTS = {
  authorization_code: { user: "present", appuser: "optional", session: "present", tokens: ALL, manyGroups: true },
  refresh_token: { user: "present", appuser: "optional", session: "optional", tokens: ["access_token", "id_token"] },
  device_code: { user: "present", appuser: "optional", session: "optional", tokens: ALL },
  password: { user: "present", appuser: "optional", session: "absent", tokens: ALL },
  jwt_bearer: { user: "optional", appuser: "optional", session: "absent", tokens: ["access_token"] },
  token_exchange: { user: "optional", appuser: "optional", session: "absent", tokens: ["access_token"] },
  client_credentials: { user: "absent", appuser: "absent", session: "absent", tokens: ["access_token"] },
} as const satisfies Record<string, Grant>;

/** The grant of an evaluation that belongs to no token request, such as a group rule: whoever the data has is there. */
export const NO_TOKEN_GRANT: Grant = { user: "present", appuser: "optional", session: "optional", tokens: [] };

/** Whether who a root needs is there on a grant. An app-user is the user's: no grant has one more surely than the user. */
export function presenceOn(grant: Grant, needs: Party | undefined): Presence {
  if (needs === undefined) return "present";
  const { user, appuser } = grant;
  return needs === "appuser" && (user === "absent" || appuser === "present") ? user : grant[needs];
}

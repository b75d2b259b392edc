/** The tokens there are: each client of a document, on each grant it may use, each token that the grant gives. */
import type { TokenKind } from "../context/grants.js";
import type { ClaimSetParts } from "./parts.js";

/** One token of one client. */
export interface TokenPlace {
  /** Null where the document has no clients. */
  readonly client: string | null;
  readonly grant: string;
  readonly token: TokenKind;
}

/** What to narrow them to. */
export interface TokenChoice {
  readonly client?: string;
  readonly grant?: string;
  readonly token?: TokenKind;
}

/** The tokens in the order of the document's clients and the environment's grants. */
export function combinationsOf({ env, clients }: ClaimSetParts, choice: TokenChoice = {}): TokenPlace[] {
  const names: readonly (string | null)[] =
    choice.client !== undefined ? [choice.client] : clients.size > 0 ? [...clients.keys()] : [null];
  return names.flatMap((client) => {
    const allowed = client === null ? undefined : clients.get(client)?.grants;
    return [...env.grants].flatMap(([grant, { tokens }]) => {
      if ((choice.grant !== undefined && grant !== choice.grant) || (allowed && !allowed.includes(grant))) return [];
      const chosen = choice.token === undefined ? tokens : tokens.filter((token) => token === choice.token);
      return chosen.map((token) => ({ client, grant, token }));
    });
  });
}

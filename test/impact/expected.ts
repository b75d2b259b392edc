/** What impact must say, found the long way: every token of a generated directory issued by the library before and after. */
import { type DirectorySize, type Row, rowsOf } from "../../scripts/directory-model.js";
import type { ClaimSet, IssueRequest } from "../../src/claims/index.js";
import { endingsOf } from "../../src/claims/issue.js";
import type { Ending } from "../../src/claims/policy.js";
import { openRequest } from "../../src/claims/request.js";
import { partsOf } from "../../src/claims/set.js";
import { TokenSize } from "../../src/claims/size.js";
import type { TokenKind } from "../../src/context/grants.js";

/** Tokens, users and clients by claim, grant, change and reasons. */
export type Expected = ReadonlyMap<string, { tokens: number; users: Set<string>; clients: Set<string> }>;

/** The counts, and the sizes of all tokens after. */
export function expectedImpact(
  size: DirectorySize,
  before: ClaimSet,
  after: ClaimSet,
): { counts: Expected; sizes: number[]; refused: { before: number; after: number }; changed: number } {
  const counts = new Map<string, { tokens: number; users: Set<string>; clients: Set<string> }>();
  const sizes: number[] = [];
  const refused = { before: 0, after: 0 };
  const changed = { tokens: 0 };
  const clients = new Map([...rowsOf("clients", size)].map((row) => [row.clientId as string, row]));
  const groups = new Map([...rowsOf("groups", size)].map((row) => [row.id as string, row]));
  const users = new Map([...rowsOf("users", size)].map((row) => [row.id as string, row]));
  const members = new Map<string, Row[]>();
  for (const { userId, groupId } of rowsOf("memberships", size))
    members.set(userId as string, [...(members.get(userId as string) ?? []), groups.get(groupId as string) as Row]);
  const add = (
    name: string,
    grant: string,
    change: string,
    one: string,
    other: string,
    user: string | undefined,
    client: string,
  ) => {
    const key = JSON.stringify([name, grant, change, one, other]);
    const count = counts.get(key) ?? { tokens: 0, users: new Set<string>(), clients: new Set<string>() };
    counts.set(key, count);
    count.tokens++;
    if (user) count.users.add(user);
    count.clients.add(client);
  };
  const token = (grant: string, client: string, context: object, user: string | undefined) => {
    const kind = after.environment.grants.get(grant)?.tokens[0] as TokenKind;
    const request = { grant, token: kind, client, context };
    const [was, is] = [endsOf(before, request), endsOf(after, request)];
    if ([...was.values()].some(isFatal)) refused.before++;
    if ([...is.values()].some(isFatal)) refused.after++;
    let touched = false;
    for (const name of new Set([...before.document.claims, ...after.document.claims].map((claim) => claim.name))) {
      const [one, other] = [endOf(was.get(name)), endOf(is.get(name))];
      const change =
        one.json !== undefined && other.json !== undefined
          ? one.json === other.json
            ? "keeps"
            : "changes"
          : other.json !== undefined
            ? "gains"
            : one.json !== undefined
              ? "loses"
              : "without";
      touched ||= change !== "keeps" && change !== "without";
      add(name, grant, change, one.code, other.code, user, client);
    }
    if (touched) changed.tokens++;
    const issued = after.issue(request);
    if (!issued.ok) return;
    const bytes = new TokenSize();
    for (const [name, value] of Object.entries(issued.claims)) bytes.add([name], value);
    sizes.push(bytes.total);
  };
  for (const [clientId, row] of clients)
    if ((row.grants as string[]).includes("client_credentials"))
      token("client_credentials", clientId, { app: appOf(row) }, undefined);
  for (const { userId, clientId, ...appuser } of rowsOf("assignments", size)) {
    const client = clients.get(clientId as string) as Row;
    const list = (members.get(userId as string) ?? []).sort((a, b) => ((a.id as string) < (b.id as string) ? -1 : 1));
    const context = {
      user: users.get(userId as string),
      appuser,
      app: appOf(client),
      groups: list.map(({ id, type, name, sourceType, sourceId }) => ({
        id,
        type,
        name,
        ...(sourceType === null ? {} : { source: { type: sourceType, id: sourceId } }),
      })),
    };
    for (const grant of client.grants as string[])
      if (grant !== "client_credentials") token(grant, clientId as string, context, userId as string);
  }
  return { counts, sizes, refused, changed: changed.tokens };
}

function appOf({ clientId, name, label, grants: _grants, ...profile }: Row): object {
  return { clientId, name, label, profile };
}

/** How every claim of a token ends, even where the token is refused. */
function endsOf(set: ClaimSet, request: IssueRequest): Map<string, Ending> {
  const parts = partsOf(set);
  const opened = openRequest(parts, request);
  if ("code" in opened) throw new Error(opened.message);
  return new Map(endingsOf(parts.named, opened).map(({ claim, ending }) => [claim.name, ending]));
}

const isFatal = (ending: Ending): boolean => ending.end === "error" && ending.fatal;

function endOf(ending: Ending | undefined): { json?: string; code: string } {
  if (ending?.end === "claim") return { json: JSON.stringify(ending.value), code: "" };
  return { code: ending === undefined ? "" : ending.end === "omitted" ? ending.reason.code : ending.diagnostic.code };
}

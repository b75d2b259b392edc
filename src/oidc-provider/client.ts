/** The client's custom metadata as `app.profile`, and the metadata names that the server must be told of. */
import type { ClaimSet } from "../claims/set.js";
import type { Environment } from "../context/environment.js";
import type { ServerClient } from "./server.js";

/** Metadata that no claim may read: `app.profile` is what a host adds to its clients, and a token is no place for their secrets. */
const SECRETS = ["client_secret"];

const PROFILE_READ = /^app\.profile(?:\.([A-Za-z_$][\w$]*)|\[("(?:[^"\\]|\\.)*")\])/;

/** The client properties that claims can read: those of the schema, those that the expressions name, those of the document's clients. */
export function clientProperties(set: ClaimSet): string[] {
  const named = set.reads().flatMap((path) => propertyIn(path) ?? []);
  const given = (set.document.clients ?? []).flatMap(({ profile }) => Object.keys(profile ?? {}));
  const all = new Set([...declaredProperties(set.environment), ...named, ...given]);
  return [...all].filter((name) => !SECRETS.includes(name)).sort();
}

/** The property that a path leads through: `app.profile.x`, `app.profile["cost-center"]`. */
function propertyIn(path: string): string | undefined {
  const [, plain, quoted] = PROFILE_READ.exec(path) ?? [];
  return plain ?? (quoted === undefined ? undefined : (JSON.parse(quoted) as string));
}

function declaredProperties(env: Environment): string[] {
  const app = env.roots.get("app")?.type;
  const profile = app?.kind === "map" ? app.attributes.get("profile")?.type : undefined;
  return profile?.kind === "map" ? [...profile.attributes.keys()] : [];
}

/** `app` as the claims see it. A property that the server's client does not have is taken from the document's client, where there is one. */
export function appOfClient(client: ServerClient, set: ClaimSet, properties: readonly string[]): Record<string, unknown> {
  const metadata = client.metadata();
  const known = set.document.clients?.find((entry) => entry.clientId === client.clientId);
  const has = (name: string) => Object.hasOwn(metadata, name) && metadata[name] !== undefined;
  const name = typeof metadata.client_name === "string" ? metadata.client_name : known?.name;
  const app = {
    id: known?.id,
    clientId: client.clientId,
    name,
    label: known?.label,
    profile: { ...known?.profile, ...Object.fromEntries(properties.filter(has).map((each) => [each, metadata[each]])) },
    groups: known?.groups,
    roles: known?.roles,
  };
  return Object.fromEntries(Object.entries(app).filter(([, part]) => part !== undefined));
}

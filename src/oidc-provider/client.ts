/** The client's custom metadata as `app.profile`, and the metadata names that the server must be told of. */
import type { ClaimSet } from "../claims/set.js";
import type { Environment } from "../context/environment.js";
import type { ServerClient } from "./server.js";

const PROFILE_READ = /^app\.profile\.([A-Za-z_$][\w$]*)/;

/** The client properties that claims can read: those of the schema, and those that the expressions name. */
export function clientProperties(set: ClaimSet): string[] {
  return [
    ...new Set([...declaredProperties(set.environment), ...set.reads().flatMap((path) => PROFILE_READ.exec(path)?.[1] ?? [])]),
  ].sort();
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
  const own = Object.fromEntries(properties.filter((name) => Object.hasOwn(metadata, name)).map((name) => [name, metadata[name]]));
  return {
    ...(known?.id === undefined ? {} : { id: known.id }),
    clientId: client.clientId,
    ...(typeof metadata.client_name === "string"
      ? { name: metadata.client_name }
      : known?.name === undefined
        ? {}
        : { name: known.name }),
    ...(known?.label === undefined ? {} : { label: known.label }),
    profile: { ...known?.profile, ...own },
    ...(known?.groups === undefined ? {} : { groups: known.groups }),
    ...(known?.roles === undefined ? {} : { roles: known.roles }),
  };
}

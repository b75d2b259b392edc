/** The environment of a command: from flags, a schemas file, and the bare names a context brings. */
import { defineEnvironment, type Environment, type EnvironmentSettings } from "../context/environment.js";
import { allFunctions } from "../library/all.js";

/** What flags or a batch line say about the environment. */
export interface EnvironmentRequest {
  readonly kind?: string | undefined;
  readonly dialect?: string | undefined;
  readonly strict?: boolean | undefined;
  /** Root → schema, as read from JSON. */
  readonly schemas?: Readonly<Record<string, unknown>> | undefined;
  /** The context, for its `vars` and `apps`. */
  readonly context?: unknown;
}

const KINDS_WITH_VARS = new Set(["claim", "mapping"]);

function namesIn(context: unknown, part: string): string[] {
  const holder = typeof context === "object" && context !== null ? (context as Record<string, unknown>)[part] : undefined;
  return typeof holder === "object" && holder !== null && !Array.isArray(holder) ? Object.keys(holder).filter((name) => name !== "__proto__") : [];
}

/** The settings that a request stands for. Names in `vars` that no schema declares are open. */
function settingsOf(request: EnvironmentRequest): EnvironmentSettings {
  const kind = request.kind ?? "claim";
  const { vars, apps, ...schemas } = request.schemas ?? {};
  const names = KINDS_WITH_VARS.has(kind) ? namesIn(request.context, "vars") : [];
  const instances = kind === "mapping" ? namesIn(request.context, "apps") : [];
  const declared = vars ?? (names.length > 0 ? Object.fromEntries(names.map((name) => [name, "unknown"])) : undefined);
  const declaredApps = apps ?? (instances.length > 0 ? Object.fromEntries(instances.map((name) => [name, {}])) : undefined);
  return {
    ...schemas,
    kind,
    functions: allFunctions,
    ...(request.dialect === undefined ? {} : { dialect: request.dialect }),
    ...(request.strict ? { strict: true } : {}),
    ...(declared === undefined ? {} : { vars: declared }),
    ...(declaredApps === undefined ? {} : { apps: declaredApps }),
  } as EnvironmentSettings;
}

/** Makes the environment; throws ClaimsElError with every problem of the settings. */
export function environmentFor(request: EnvironmentRequest): Environment {
  return defineEnvironment(settingsOf(request));
}

/** A text that is equal for requests that give equal environments. */
export function environmentKey(request: EnvironmentRequest): string {
  return JSON.stringify([request.kind, request.dialect, request.strict, request.schemas, namesIn(request.context, "vars"), namesIn(request.context, "apps")]);
}

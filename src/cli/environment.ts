/** The environment of a command: from flags, a schemas file, and the bare names a context brings. */
import { defineEnvironment, type Environment, type EnvironmentSettings } from "../context/environment.js";
import { type ContextKind, KINDS } from "../context/kinds.js";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.js";
import { ClaimsElError } from "../diagnostics/error.js";
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

/** Settings of a host that no file of schemas may set, above all limits. */
const NO_SCHEMAS = ["kind", "grants", "functions", "dialect", "limits", "strict"];

function namesIn(context: unknown, part: string): string[] {
  const holder = typeof context === "object" && context !== null ? (context as Record<string, unknown>)[part] : undefined;
  const isMap = typeof holder === "object" && holder !== null && !Array.isArray(holder);
  return isMap ? Object.keys(holder).filter((name) => name !== "__proto__") : [];
}

/** The settings that a request stands for. Names in `vars` and `apps` that no schema declares are open. */
function settingsOf(request: EnvironmentRequest): EnvironmentSettings {
  const kind = request.kind ?? "claim";
  const known: ContextKind | undefined = Object.hasOwn(KINDS, kind) ? KINDS[kind as keyof typeof KINDS] : undefined;
  const { vars, apps, ...schemas } = request.schemas ?? {};
  const names = known?.vars ? namesIn(request.context, "vars") : [];
  const instances = known?.instances ? namesIn(request.context, "apps") : [];
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
  const misplaced = NO_SCHEMAS.filter((name) => Object.hasOwn(request.schemas ?? {}, name));
  if (misplaced.length > 0) throw new ClaimsElError(misplaced.map(misplacedSetting));
  return defineEnvironment(settingsOf(request));
}

function misplacedSetting(setting: string): Diagnostic {
  const advice = "Leave it out; each key is a root, such as `app` or `user`.";
  return diagnostic("check/bad-setting", { start: 0, end: 0 }, { setting, problem: "schemas are of roots alone", advice });
}

/** A text that is equal for requests that give equal environments. */
export function environmentKey(request: EnvironmentRequest): string {
  const names = [namesIn(request.context, "vars"), namesIn(request.context, "apps")];
  return JSON.stringify([request.kind, request.dialect, request.strict, request.schemas, ...names]);
}

/** What a function gives, or the diagnostics of the refusal it throws. */
export function prepared<T>(make: () => T): T | Diagnostic[] {
  try {
    return make();
  } catch (error) {
    if ((error as Error).name === "ClaimsElError") return [...(error as ClaimsElError).diagnostics];
    throw error;
  }
}

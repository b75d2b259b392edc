/** One thing to try: schemas, an expression, the data of an evaluation, and how to say all of it in a report. */

import { DEFAULT_LIMITS, type Limits } from "../../src/base/limits.js";
import { GRANTS } from "../../src/context/grants.js";
import { ROOTS } from "../../src/context/roots.js";
import { defineEnvironment, type Environment, type FunctionRow } from "../../src/index.js";
import type { Type } from "../../src/types/type.js";
import fc from "../seeded.js";
import { type Choices, fromChoices, seededChoices } from "./choices.js";
import { BUILT_IN, type GrantName, type Schemas, someContext, withStaleParties } from "./contexts.js";
import { spoil } from "./faults.js";
import { type Material, pathsOf } from "./scope.js";
import { expression, wantedType } from "./typed.js";
import { literalOf, NAMES, someMap, VARIABLE_NAMES } from "./types.js";
import { untypedExpression } from "./untyped.js";
import type { DataBounds } from "./values.js";

/** The last environment of schemas that nobody changes: trials of one expression on several grants share it. */
const ENVIRONMENTS = new WeakMap<
  Schemas,
  { functions: readonly FunctionRow[]; limits: Partial<Limits>; environment: Environment }
>();

/** Schemas, an expression, and data. */
export class Scenario {
  /** How often code of the host was run. */
  hooks = 0;

  constructor(
    readonly source: string,
    readonly schemas: Schemas,
    readonly grant: GrantName,
    readonly context: Record<string, unknown>,
    readonly limits: Partial<Limits>,
    /** What the expression was made of. */
    readonly used: readonly string[],
    readonly wanted: Type | undefined,
    /** What is wrong with the data. */
    public fault: string | undefined = undefined,
  ) {}

  /** The environment that the expression is checked in. */
  environment(functions: readonly FunctionRow[]): Environment {
    const known = ENVIRONMENTS.get(this.schemas);
    if (known?.functions === functions && known.limits === this.limits) return known.environment;
    const settings = Object.fromEntries(Object.entries(this.schemas).map(([root, map]) => [root, literalOf(map)]));
    const environment = defineEnvironment({ ...settings, functions, limits: this.limits });
    ENVIRONMENTS.set(this.schemas, { functions, limits: this.limits, environment });
    return environment;
  }

  /** The same expression with other data, for a grant. */
  on(grant: GrantName): Scenario {
    const { textLength, listLength } = this.bounds;
    const bounds = { textLength: Math.min(textLength, 200), listLength: Math.min(listLength, 20) };
    const seed = [...`${this.source} ${grant}`].reduce((hash, unit) => Math.imul(hash, 31) + (unit.codePointAt(0) as number), 7);
    const context = someContext(seededChoices(seed), this.schemas, grant, bounds);
    return new Scenario(this.source, this.schemas, grant, context, this.limits, this.used, this.wanted);
  }

  get bounds(): Limits {
    return { ...DEFAULT_LIMITS, ...this.limits };
  }

  [fc.toStringMethod](): string {
    const schemas = Object.fromEntries(Object.entries(this.schemas).map(([root, map]) => [root, literalOf(map)]));
    const more = this.fault === undefined ? "" : `\nfault:   ${this.fault}`;
    return `\nexpr:    ${this.source}\ngrant:   ${this.grant}\nschemas: ${fc.stringify(schemas)}\ncontext: ${shown(this.context)}\nlimits:  ${fc.stringify(this.limits)}${more}\n`;
  }
}

/** Data in a report; a hostile proxy cannot be shown. */
function shown(data: object): string {
  try {
    return fc.stringify(data);
  } catch {
    return "(refuses to be shown)";
  }
}

/** What to vary. */
export interface Variety {
  readonly rows: readonly FunctionRow[];
  /** The expression fits the schemas, or is anything. */
  readonly typed: boolean;
  /** The data fits the schemas, or is spoiled in one place, or carries parties that the grant has not. */
  readonly data: "fitting" | "spoiled" | "stale";
  /** Words and numbers for the data. */
  readonly words?: readonly string[];
  readonly numbers?: readonly number[];
  /** Only evaluations whose grant is known. */
  readonly granted?: boolean;
  readonly depth?: number;
}

/** 1 to 4 roots with a schema; the others are open. */
function someSchemas(c: Choices, typed: boolean): Schemas {
  const roots = typed
    ? c.list(1, 4, () => c.pick(["app", "user", "appuser", "vars", "org", "session", "access", "device"]))
    : ["vars"];
  return Object.fromEntries(
    roots.map((root) => {
      if (root === "vars") return [root, someMap(c, 2, 4, VARIABLE_NAMES)];
      const builtIn = root === "app" ? [] : Object.keys(BUILT_IN[root] ?? {});
      const taken = new Set([...builtIn, "profile"].map((name) => name.toLowerCase()));
      return [
        root,
        someMap(
          c,
          2,
          8,
          NAMES.filter((name) => !taken.has(name.toLowerCase())),
        ),
      ];
    }),
  );
}

const GRANT_NAMES: readonly GrantName[] = [undefined, ...(Object.keys(GRANTS) as (keyof typeof GRANTS)[])];

/** Small limits, now and then, so that they are met; records of the data keep to them, with all that is declared of them. */
function someLimits(c: Choices, schemas: Schemas): Partial<Limits> {
  if (!c.chance(15)) return {};
  // A record has what is built in, what is declared, and its profile.
  const declared = Object.entries(schemas).map(([root, { attributes }]) => {
    const builtIn = root === "vars" ? {} : ROOTS[root as keyof typeof ROOTS].builtIn;
    return attributes.size + Object.keys(builtIn).length + 1;
  });
  return { textLength: c.pick([40, 32, 28]), listLength: Math.max(c.pick([14, 13, 12]), ...declared) };
}

/** Generates scenarios. */
export function scenarios({ rows, typed, data, words, numbers, granted, depth = 4 }: Variety): fc.Arbitrary<Scenario> {
  return fromChoices([120, 160, 200], (forSchemas, forExpression, forData) => {
    const schemas = someSchemas(forSchemas, typed);
    const limits = someLimits(forSchemas, schemas);
    const material: Material = { paths: pathsOf(schemas, rows), rows, schemas };
    const used: string[] = [];
    const maker = { c: forExpression, material, element: undefined, used };
    const wanted = typed ? wantedType(forExpression) : undefined;
    const source = wanted ? expression(maker, wanted, depth) : untypedExpression(maker, depth);
    const bounds: DataBounds = {
      textLength: limits.textLength ?? 200,
      listLength: limits.listLength ?? 20,
      ...(words ? { words } : {}),
      ...(numbers ? { numbers } : {}),
    };
    const grant = data === "stale" ? "client_credentials" : forData.pick(granted ? GRANT_NAMES.slice(1) : GRANT_NAMES);
    const fitting = someContext(forData, schemas, grant, bounds);
    const context = data === "stale" ? withStaleParties(forData, fitting, schemas, bounds) : fitting;
    const scenario = new Scenario(source, schemas, grant, context, limits, used, wanted);
    if (data === "spoiled") scenario.fault = spoil(forData, context, () => scenario.hooks++);
    return scenario;
  });
}

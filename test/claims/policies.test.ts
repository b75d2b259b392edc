/** Every value of every policy, in every situation, for every token of its grant: against the rules of `policies.json`. */
import { describe, expect, it } from "vitest";
import type { TokenKind } from "../../src/context/grants.js";
import { GRANTS } from "../../src/context/grants.js";
import { REASONS } from "../../src/diagnostics/reasons.js";
import { define, read } from "./documents.js";

type PolicyName = "whenNoUser" | "whenAbsent" | "whenEmpty" | "whenError";
type Outcome = readonly ["claim", unknown] | readonly ["omitted" | "refused" | "reported", string];

interface Situation {
  readonly name: string;
  readonly grant: keyof typeof GRANTS;
  readonly context: object;
  readonly schemas?: object;
  /** Which default fits the claim; `none` where no default is given. */
  readonly defaultKind?: "none";
  readonly groups?: object;
  readonly asks: PolicyName | null;
  readonly outcomes?: Readonly<Record<string, Outcome>>;
  readonly outcome?: Outcome;
}

const { situations, values, defaults } = read<{
  situations: readonly Situation[];
  values: Readonly<Record<PolicyName, readonly string[]>>;
  defaults: { readonly text: string; readonly list: readonly string[] };
}>("policies.json");

const NAMES = Object.keys(values) as PolicyName[];

/** Every choice of a value for each policy. */
function choices(hasDefault: boolean): Record<PolicyName, string>[] {
  return NAMES.reduce<Record<string, string>[]>(
    (before, name) =>
      before.flatMap((chosen) =>
        values[name].filter((value) => hasDefault || value !== "default").map((value) => ({ ...chosen, [name]: value })),
      ),
    [{}],
  ) as Record<PolicyName, string>[];
}

function claimOf(
  {
    name: _name,
    grant: _grant,
    context: _context,
    schemas: _schemas,
    asks: _asks,
    outcomes: _outcomes,
    outcome: _outcome,
    defaultKind: _kind,
    ...claim
  }: Situation,
  chosen: Record<PolicyName, string>,
  token: TokenKind,
): object {
  const written = claim.groups ? defaults.list : defaults.text;
  const policies = Object.entries(chosen).map(([policy, value]) => [policy, value === "default" ? { default: written } : value]);
  return { name: "it", tokens: [token], ...claim, ...Object.fromEntries(policies) };
}

describe.each(situations)("$name", (situation) => {
  it("asks no policy, or every value of one", () => {
    if (situation.asks === null) expect(situation.outcome).toBeDefined();
    else expect(Object.keys(situation.outcomes ?? {}).sort()).toEqual([...values[situation.asks]].sort());
  });
  it.each(GRANTS[situation.grant].tokens as readonly TokenKind[])("on the %s", (token) => {
    for (const chosen of choices(situation.defaultKind !== "none")) {
      const wanted = situation.asks === null ? situation.outcome : situation.outcomes?.[chosen[situation.asks]];
      const set = define({
        claims: [claimOf(situation, chosen, token), { name: "other", value: '"x"', tokens: [token] }],
        ...(situation.schemas ? { schemas: situation.schemas } : {}),
      });
      const result = set.issue({ grant: situation.grant, token, context: situation.context });
      expect({ chosen, ended: endOf(result) }).toEqual({ chosen, ended: wanted });
      expect(result.ok && result.claims.other).toBe(wanted?.[0] === "refused" ? false : "x");
    }
  });
});

/** How the claim `it` ended, in the words of the rules. */
function endOf(result: ReturnType<ReturnType<typeof define>["issue"]>): Outcome {
  const failed = result.errors.find(({ name }) => name === "it");
  if (failed) return [result.ok ? "reported" : "refused", failed.diagnostic.code];
  const omitted = result.omitted.find(({ name }) => name === "it");
  if (omitted) return ["omitted", omitted.reason.code];
  return ["claim", result.ok ? result.claims.it : "no token"];
}

describe("the rules", () => {
  it("have every reason for which an expression has no value, and every reason of a condition but the token's", () => {
    const told = situations.flatMap(({ outcomes, outcome }) => [...Object.values(outcomes ?? {}), ...(outcome ? [outcome] : [])]);
    const reasons = told.flatMap(([end, code]) => (end === "omitted" ? [code] : []));
    expect([...new Set([...reasons, "token-type"])].sort()).toEqual(Object.keys(REASONS).sort());
  });
  it("speak of every token", () => {
    const tokens = situations.flatMap(({ grant }) => GRANTS[grant].tokens as readonly string[]);
    expect(new Set(tokens)).toEqual(new Set(["access_token", "id_token", "userinfo"]));
  });
});

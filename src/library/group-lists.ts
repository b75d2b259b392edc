/** Lists of groups for a claim, each held to a limit: `Groups.*` and `getFilteredGroups`. */
import { GROUP, listOf, optional, required, TEXT, UNKNOWN } from "../types/type.js";
import { endsWith, startsWith } from "../values/text.js";
import { Fault, type Group, isFault, type MapValue, type Value } from "../values/value.js";
import { absent, defineFunction, type FunctionRow, fail, GRANT, integer, overload, text, USER_GROUPS } from "./define.js";
import {
  both,
  comesFrom,
  comparing,
  groupsWhere,
  idOf,
  nameOf,
  sourcesInWords,
  sourceWork,
  stepsFor,
  testing,
  throughIds,
  throughWork,
} from "./group-fields.js";
import { type Foretold, type Known, rangeOf } from "./known.js";
import { innerExpression, lookedAt } from "./params.js";
import { groupIds, groupName } from "./plain-text.js";

/** The most groups that a claim may ask for on any grant. */
export const MOST_GROUPS = 100;

/** Whether a limit is one, on a grant that allows many groups or does not. */
export function isLimit(limit: number, manyGroups: boolean): boolean {
  return limit >= 1 && (manyGroups || limit <= MOST_GROUPS);
}

const limitParam = lookedAt(integer("limit"), {
  written: ({ value, span }, { grants }) => {
    const allowed = typeof value !== "number" || grants.some((grant) => isLimit(value, grant.manyGroups === true));
    return allowed ? [] : [{ code: "check/group-limit", span, data: { limit: value, most: MOST_GROUPS } }];
  },
  fails: ({ value }, { grants }) => {
    const safe =
      typeof value === "number" && grants.length > 0 && grants.every((grant) => isLimit(value, grant.manyGroups === true));
    return safe ? [] : ["run/group-limit"];
  },
});

/** A limit below one is none on any grant. */
function foretellLimit(limit: Known | undefined): Foretold {
  const most = limit && rangeOf(limit)?.most;
  return most !== undefined && most < 1 ? { always: "run/group-limit" } : {};
}

/** A fault where a limit is none on this grant. */
function checkLimit(limit: number, grant: MapValue, name: string): Fault | undefined {
  return isLimit(limit, grant.get("manyGroups") === true)
    ? undefined
    : fail("run/group-limit", { function: name, most: MOST_GROUPS });
}

/** The groups of the examples. */
const CONTEXT = {
  user: { id: "00u1" },
  groups: [
    { id: "00g1", type: "OKTA_GROUP", name: "app_sales" },
    { id: "00g2", type: "OKTA_GROUP", name: "app_admin" },
    { id: "00g3", type: "APP_GROUP", name: "sales", source: { id: "0oa1", type: "active_directory" } },
  ],
};
const MACHINE = { grant: "client_credentials" };

/** What listing takes besides looking at each group. */
const LISTING_STEPS = 72;

/** Names of the groups of one source that match: `Groups.startsWith` and its like. */
function named(row: {
  readonly name: string;
  readonly how: string;
  readonly holds: (name: string, pattern: string) => boolean;
  readonly inspects?: typeof comparing;
  readonly examples: FunctionRow["examples"];
}): FunctionRow {
  const { name, how, holds, examples, inspects = comparing } = row;
  return defineFunction({
    name,
    dialect: "classic",
    documented: "okta",
    doc: `The names of the user's groups that come from an application (\`"OKTA"\`, a type such as \`"active_directory"\`, or an instance's id) and ${how} the pattern, which is plain text; null where none does, an error where more do than the limit says.`,
    overloads: [
      overload({
        context: [USER_GROUPS, GRANT],
        params: [text("app"), groupName("pattern"), limitParam],
        returns: listOf(required(TEXT)),
        absences: ["no-group-matched"],
        fails: ["run/too-many-groups"],
        // Where a group comes from takes several reads.
        looks: () => 4,
        cost: (groups) => LISTING_STEPS + stepsFor(groups.length),
        costAtMost: ({ listLength }) => LISTING_STEPS + stepsFor(listLength),
        inspects: (groups, _grant, app, pattern) => sourceWork(groups, app) + inspects(groups, pattern),
        foretell: (_app, _pattern, limit) => foretellLimit(limit),
        run: (groups, grant, app, pattern, limit) => {
          const wrong = checkLimit(limit, grant, name);
          if (wrong) return wrong;
          const kept = groupsWhere(
            groups,
            both(
              comesFrom(app),
              testing(nameOf, (given) => holds(given, pattern)),
            ),
          );
          if (isFault(kept as Value | Fault)) return kept;
          return namesOf(kept as Group[], groups, limit, name);
        },
      }),
    ],
    examples: [
      ...examples,
      [`${name}("OKTA", "zzz", 10)`, null, CONTEXT],
      [`${name}("OKTA", null, 10)`, null, CONTEXT],
      [`${name}("OKTA", "", 1)`, { error: "run/too-many-groups" }, CONTEXT],
      [`${name}("OKTA", "", 10)`, null, MACHINE],
    ],
  });
}

function namesOf(kept: readonly Group[], all: readonly Group[], limit: number, name: string) {
  if (kept.length === 0) return absent("no-group-matched", () => ({ count: all.length, sources: sourcesInWords(all) }));
  if (kept.length > limit) return fail("run/too-many-groups", { function: name });
  return kept.map((group) => group.fields.get("name") as Value);
}

const FILTERED = "getFilteredGroups";

/** The rows that list groups. */
export const groupListFunctions: readonly FunctionRow[] = [
  named({
    name: "Groups.startsWith",
    how: "start with",
    holds: startsWith,
    examples: [
      ['Groups.startsWith("OKTA", "app_", 10)', ["app_sales", "app_admin"], CONTEXT],
      ['Groups.startsWith("active_directory", "", 10)', ["sales"], CONTEXT],
    ],
  }),
  named({
    name: "Groups.endsWith",
    how: "end with",
    holds: endsWith,
    examples: [
      ['Groups.endsWith("OKTA", "sales", 10)', ["app_sales"], CONTEXT],
      ['Groups.endsWith("0oa1", "sales", 10)', ["sales"], CONTEXT],
    ],
  }),
  named({
    name: "Groups.contains",
    how: "contain",
    holds: (name, pattern) => name.includes(pattern),
    inspects: (groups) => throughWork(groups, nameOf),
    examples: [['Groups.contains("OKTA", "_", 10)', ["app_sales", "app_admin"], CONTEXT]],
  }),
  defineFunction({
    name: FILTERED,
    dialect: "classic",
    documented: "okta",
    doc: "For each of the user's groups whose id is in the allow list, what an expression in quotes gives for that `group`; an error where more groups match than the limit says.",
    overloads: [
      overload({
        context: [USER_GROUPS, GRANT],
        params: [groupIds("allowlist"), innerExpression("group_expression", { name: "group", type: GROUP }), limitParam],
        returns: ([, inner]) => listOf(optional(inner ?? UNKNOWN)),
        fails: ["run/too-many-groups"],
        cost: (groups, _grant, allowed) => LISTING_STEPS + stepsFor(groups.length + allowed.length),
        costAtMost: ({ listLength }) => LISTING_STEPS + stepsFor(2 * listLength),
        inspects: throughIds,
        foretell: (_allowed, _over, limit) => foretellLimit(limit),
        run: (groups, grant, allowed, over, limit) => {
          const wrong = checkLimit(limit, grant, FILTERED);
          if (wrong) return wrong;
          const wanted = new Set<Value>(allowed);
          const kept = groupsWhere(
            groups,
            testing(idOf, (id) => wanted.has(id)),
          );
          if (kept instanceof Fault) return kept;
          if (kept.length > limit) return fail("run/too-many-groups", { function: FILTERED });
          const results: Value[] = [];
          for (const group of kept) {
            const result = over(group);
            if (isFault(result)) return result;
            results.push(result);
          }
          return results;
        },
      }),
    ],
    examples: [
      ['getFilteredGroups({"00g1", "00g3", "00g9"}, "group.name", 40)', ["app_sales", "sales"], CONTEXT],
      [`getFilteredGroups({"00g3"}, "group.type == 'APP_GROUP' ? 'AD: ' + group.name : group.name", 40)`, ["AD: sales"], CONTEXT],
      ['getFilteredGroups({"00g9"}, "group.id", 40)', [], CONTEXT],
      ['getFilteredGroups({"00g1", "00g2"}, "group.id", 1)', { error: "run/too-many-groups" }, CONTEXT],
      ['getFilteredGroups(null, "group.id", 40)', null, CONTEXT],
      ['getFilteredGroups({"00g1"}, "group.id", 40)', null, MACHINE],
    ],
  }),
];

/** Membership: whether the user, or the client, is in a group, and the groups that fit criteria. */
import { BOOLEAN, GROUP, listOf, required, type Type } from "../types/type.js";
import { startsWith } from "../values/text.js";
import { Fault, type Group, type MapValue, type Value } from "../values/value.js";
import { CLIENT_GROUPS, type ContextRead, defineFunction, type FunctionRow, overload, type Param, USER_GROUPS } from "./define.js";
import { CRITERIA_KEYS, criteriaWork, criterionFails, criterionProblems, testOf, textsAtMost, textsIn } from "./group-criteria.js";
import {
  anyGroup,
  comparing,
  fetchingWork,
  type GroupTest,
  groupsWhere,
  idOf,
  nameOf,
  stepsFor,
  testing,
  throughIds,
  throughWork,
} from "./group-fields.js";
import { groupListFunctions } from "./group-lists.js";
import { lookedAt, map } from "./params.js";
import { groupId, groupIds, groupName } from "./plain-text.js";

/** The groups of the examples. */
const CONTEXT = {
  user: { id: "00u1" },
  groups: [
    { id: "00g1", type: "BUILT_IN", name: "Everyone" },
    { id: "00g2", type: "OKTA_GROUP", name: "West Coast Users" },
    { id: "00g3", type: "APP_GROUP", name: "Engineering", source: { id: "0oa1", type: "active_directory" } },
  ],
  app: { groups: [{ id: "00g9", type: "OKTA_GROUP", name: "Batch jobs" }] },
};
const MACHINE = { grant: "client_credentials" };
const CLIENT = { grant: "client_credentials", app: CONTEXT.app };

const perGroup = (groups: readonly Group[]) => stepsFor(groups.length);

/** A test of the user's groups by one text. */
function byName(
  row: Pick<FunctionRow, "doc" | "examples"> & {
    readonly name: string;
    readonly param: Param<string>;
    readonly test: (wanted: string) => GroupTest;
    readonly inspects?: typeof comparing;
  },
): FunctionRow {
  const { name, doc, examples, param, test, inspects = comparing } = row;
  return defineFunction({
    name,
    dialect: "classic",
    documented: "okta",
    doc,
    overloads: [
      overload({
        context: [USER_GROUPS],
        params: [param],
        returns: BOOLEAN,
        cost: perGroup,
        costAtMost: ({ listLength }) => stepsFor(listLength),
        inspects,
        run: (groups, wanted) => anyGroup(groups, test(wanted)),
      }),
    ],
    examples: [...examples, [`${name}(null)`, null, CONTEXT], [`${name}("x")`, null, MACHINE]],
  });
}

const anyOfIds = (groups: readonly Group[], ids: readonly Value[]) => {
  const wanted = new Set(ids);
  return anyGroup(
    groups,
    testing(idOf, (id) => wanted.has(id)),
  );
};

const isMemberOfAnyGroup = defineFunction({
  name: "isMemberOfAnyGroup",
  dialect: "classic",
  documented: "okta",
  doc: "Whether the user is in one of the groups with these ids, given one by one or as a list.",
  overloads: [
    overload({
      context: [USER_GROUPS],
      params: [],
      rest: groupId("id"),
      restAtLeast: 1,
      returns: BOOLEAN,
      cost: perGroup,
      costAtMost: ({ listLength }) => stepsFor(listLength),
      inspects: throughIds,
      run: (groups, ...ids) => anyOfIds(groups, ids),
    }),
    overload({
      context: [USER_GROUPS],
      params: [groupIds("ids")],
      returns: BOOLEAN,
      cost: (groups, ids) => stepsFor(groups.length + ids.length),
      costAtMost: ({ listLength }) => stepsFor(2 * listLength),
      inspects: throughIds,
      run: anyOfIds,
    }),
  ],
  examples: [
    ['isMemberOfAnyGroup("00g8", "00g2")', true, CONTEXT],
    ['isMemberOfAnyGroup({"00g8", "00g9"})', false, CONTEXT],
    ['isMemberOfAnyGroup("00g2", null)', null, CONTEXT],
    ['isMemberOfAnyGroup("00g2")', null, MACHINE],
  ],
});

const criteria = lookedAt(map("criterion"), { written: criterionProblems, fails: criterionFails, keys: CRITERIA_KEYS });

/** Whether a criterion may hold a null value, which leaves the call without a value. */
function mayHoldNull(type: Type): boolean {
  return type.kind !== "map" || type.open || [...type.attributes.values()].some(({ nullable }) => nullable);
}

/** What making a test of criteria takes. */
const CRITERIA_STEPS = 56;

type Over<Result extends Value> = (groups: readonly Group[], test: GroupTest) => Result | Fault;

/** A function over the user's or the client's groups that takes criteria. */
function byCriteria<Result extends Value>(
  row: Pick<FunctionRow, "name" | "dialect" | "documented" | "doc" | "examples"> & {
    readonly groups: ContextRead<readonly Group[]>;
    readonly atLeast: number;
    readonly returns: Parameters<typeof overload>[0]["returns"];
    readonly over: Over<Result>;
  },
): FunctionRow {
  const { groups: read, atLeast, returns, over, ...rest } = row;
  return defineFunction({
    ...rest,
    overloads: [
      overload({
        context: [read],
        params: [],
        rest: criteria,
        restAtLeast: atLeast,
        returns,
        mayBeNull: (types) => types.some(mayHoldNull),
        cost: (groups, ...maps) => CRITERIA_STEPS + stepsFor(groups.length, textsIn(maps)),
        costAtMost: (limits, written, known) => CRITERIA_STEPS + stepsFor(limits.listLength, textsAtMost(limits, written, known)),
        inspects: (groups, ...maps) => criteriaWork(groups, maps),
        run: (groups, ...maps: MapValue[]) => {
          const test = testOf(maps);
          return test === null || test instanceof Fault ? test : over(groups, test);
        },
      }),
    ],
  });
}

const GROUPS = listOf(required(GROUP));
const keep: Over<Group[]> = groupsWhere;
const some: Over<boolean> = anyGroup;

/** The rows over groups. */
export const groupFunctions: readonly FunctionRow[] = [
  byName({
    name: "isMemberOfGroup",
    doc: "Whether the user is in the group with this id.",
    param: groupId("id"),
    test: (id) => testing(idOf, (given) => given === id),
    examples: [
      ['isMemberOfGroup("00g2")', true, CONTEXT],
      ['isMemberOfGroup("00g9")', false, CONTEXT],
    ],
  }),
  byName({
    name: "isMemberOfGroupName",
    doc: "Whether the user is in a group of this name, whatever its source; letter case counts.",
    param: groupName("name"),
    test: (wanted) => testing(nameOf, (name) => name === wanted),
    examples: [
      ['isMemberOfGroupName("Everyone")', true, CONTEXT],
      ['isMemberOfGroupName("everyone")', false, CONTEXT],
    ],
  }),
  isMemberOfAnyGroup,
  byName({
    name: "isMemberOfGroupNameStartsWith",
    doc: "Whether the user is in a group whose name starts with this text.",
    param: groupName("prefix"),
    test: (prefix) => testing(nameOf, (name) => startsWith(name, prefix)),
    inspects: (groups, prefix) => fetchingWork(groups) + comparing(groups, prefix),
    examples: [
      ['isMemberOfGroupNameStartsWith("West")', true, CONTEXT],
      ['isMemberOfGroupNameStartsWith("Users")', false, CONTEXT],
    ],
  }),
  byName({
    name: "isMemberOfGroupNameContains",
    doc: "Whether the user is in a group whose name contains this text.",
    param: groupName("part"),
    test: (part) => testing(nameOf, (name) => name.includes(part)),
    inspects: (groups) => throughWork(groups, nameOf),
    examples: [
      ['isMemberOfGroupNameContains("Coast")', true, CONTEXT],
      ['isMemberOfGroupNameContains("coast")', false, CONTEXT],
    ],
  }),
  byCriteria({
    name: "user.getGroups",
    dialect: "both",
    documented: "okta",
    doc: "The user's groups that meet every criterion; the empty list where none does, every group where no criterion is given.",
    groups: USER_GROUPS,
    atLeast: 0,
    returns: GROUPS,
    over: keep,
    examples: [
      ["user.getGroups({'group.profile.name': 'West Coast'}).![name]", ["West Coast Users"], CONTEXT],
      ["user.getGroups({'group.profile.name': 'West Coast', 'operator': 'EXACT'})", [], CONTEXT],
      ["user.getGroups({'group.type': {'BUILT_IN', 'APP_GROUP'}}).![profile.name]", ["Everyone", "Engineering"], CONTEXT],
      ["user.getGroups({'group.id': null})", null, CONTEXT],
      ["user.getGroups()", null, MACHINE],
    ],
  }),
  byCriteria({
    name: "user.isMemberOf",
    dialect: "identity-engine",
    documented: "okta",
    doc: "Whether the user is in a group that meets every criterion.",
    groups: USER_GROUPS,
    atLeast: 1,
    returns: BOOLEAN,
    over: some,
    examples: [
      ["user.isMemberOf({'group.id': '00g2'}, {'group.type': 'OKTA_GROUP'})", true, CONTEXT],
      ["user.isMemberOf({'group.profile.name': 'West', 'operator': 'EXACT'})", false, CONTEXT],
      ["user.isMemberOf({'group.id': null})", null, CONTEXT],
      ["user.isMemberOf({'group.id': '00g2'})", null, MACHINE],
    ],
  }),
  byCriteria({
    name: "app.getGroups",
    dialect: "both",
    documented: "ours",
    doc: "The client's own groups that meet every criterion, with or without a user; not the groups that the application is assigned to.",
    groups: CLIENT_GROUPS,
    atLeast: 0,
    returns: GROUPS,
    over: keep,
    examples: [
      ["app.getGroups().![name]", ["Batch jobs"], CLIENT],
      ["app.getGroups({'group.id': '00g2'})", [], CLIENT],
      ["app.getGroups({'group.id': null})", null, CLIENT],
    ],
  }),
  byCriteria({
    name: "app.isMemberOf",
    dialect: "both",
    documented: "ours",
    doc: "Whether the client itself is in a group that meets every criterion.",
    groups: CLIENT_GROUPS,
    atLeast: 1,
    returns: BOOLEAN,
    over: some,
    examples: [
      ["app.isMemberOf({'group.profile.name': 'Batch'})", true, CLIENT],
      ["app.isMemberOf({'group.profile.name': 'Batch', 'operator': 'EXACT'})", false, CLIENT],
      ["app.isMemberOf({'group.id': null})", null, CLIENT],
    ],
  }),
  ...groupListFunctions,
];

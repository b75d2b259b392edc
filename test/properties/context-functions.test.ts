/** What a check says of the functions that read the context holds for every context that fits: value, absence with a told reason, told error. */
import { test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { check, compile, defineEnvironment, GRANTS } from "../../src/index.js";
import { allFunctions } from "../../src/library/all.js";
import fc from "../seeded.js";

const env = defineEnvironment({
  functions: allFunctions,
  app: { limit: "integer?", ids: "list<text>?", text: "text?", open: "unknown" },
});

const EXPRESSIONS = [
  'isMemberOfGroup("00g1")',
  "isMemberOfGroupName(app.text)",
  'isMemberOfAnyGroup("00g1", app.text)',
  "isMemberOfAnyGroup(app.ids)",
  "isMemberOfAnyGroup(app.open)",
  'isMemberOfGroupNameStartsWith("A") ? "a" : "b"',
  'isMemberOfGroupNameRegex("A.*") or false',
  "isMemberOfGroupNameRegex(app.text)",
  "user.getGroups()",
  "user.getGroups({'group.type': {'OKTA_GROUP', app.text}}).![name]",
  "user.getGroups({'group.profile.name': app.text, 'operator': app.open})",
  "user.getGroups({'group.id': app.open}) ?: {}",
  "user.getGroups(app.open)",
  "user.isMemberOf({'group.profile.name': 'A'}, {'group.id': app.ids})",
  "app.getGroups({'group.type': 'OKTA_GROUP'}).![id]",
  "app.isMemberOf({'group.id': app.text})",
  'Groups.startsWith("OKTA", "A", 1)',
  'Groups.contains(app.text, "", 101)',
  'Groups.endsWith("OKTA", app.text, app.limit) ?: {}',
  'getFilteredGroups({"00g1", "00g2"}, "group.name + group.type", 2)',
  'getFilteredGroups(app.ids, "group.name", 1)',
  'getFilteredGroups(app.ids, "String.len(group.name) > 1 ? group.id : app.open.x", app.limit)',
  'getManagerUser("active_directory").email',
  'getManagerAppUser("active_directory", "google").email ?: "none"',
  "user.getLinkedObject('mentor').profile.email",
  'user.getInternalProperty("id")',
  "hasDirectoryUser() ? findDirectoryUser().userName : null",
  "findWorkdayUser().employeeID.length()",
  "hasWorkdayUser() and hasDirectoryUser()",
  'app.text matches "A+"',
  "app.text matches app.open",
  "Time.now()",
  'DateTime.now().plusDays(1) > DateTime.now() ? "later" : "never"',
] as const;

const text = fc.constantFrom("A", "Admins", "00g1", "OKTA_GROUP", "OKTA", "(", "");
const group = fc.record(
  {
    id: fc.constantFrom("00g1", "00g2", "00g3"),
    type: fc.constantFrom("OKTA_GROUP", "APP_GROUP", "BUILT_IN"),
    name: text,
    source: fc.record({ id: text, type: fc.constantFrom("OKTA", "active_directory") }, { requiredKeys: [] }),
  },
  { requiredKeys: ["id"] },
);
const groups = fc.array(group, { maxLength: 4 });
const record = fc.record({ email: fc.oneof(text, fc.constant(null)) }, { requiredKeys: [] });
const links = fc.array(fc.record({ userName: text, employeeID: fc.oneof(text, fc.constant(5)) }, { requiredKeys: [] }), {
  maxLength: 2,
});
const directory = fc.record(
  {
    manager: fc.record({ user: record, appUsers: fc.record({ google: record }, { requiredKeys: [] }) }, { requiredKeys: [] }),
    linked: fc.record({ mentor: fc.oneof(record, fc.record({ profile: record })) }, { requiredKeys: [] }),
    activeDirectory: links,
    workday: links,
  },
  { requiredKeys: [] },
);
const open: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.integer({ min: -1, max: 3 }),
  fc.array(fc.oneof(text, fc.constant(null), fc.constant(1)), { maxLength: 3 }),
  fc.dictionary(
    fc.constantFrom("group.id", "group.profile.name", "operator", "x"),
    fc.oneof(text, fc.constantFrom("EXACT", 1, null)),
  ),
  fc.constant(null),
);
const profile = fc.record(
  { limit: fc.constantFrom(0, 1, 2, 100, 101, null), ids: fc.array(text, { maxLength: 3 }), text, open },
  { requiredKeys: [] },
);
const app = fc.record({ groups, profile }, { requiredKeys: [] });
const now = fc.constantFrom("2026-01-31T09:30:00.000Z", 0);
const grant = fc.constantFrom(...Object.keys(GRANTS)) as fc.Arbitrary<keyof typeof GRANTS>;
/** What a grant with a user comes with, and what any may. */
const withUser = fc.record(
  { user: fc.record({ id: text }, { requiredKeys: [] }), groups, directory, app, now },
  { requiredKeys: ["user", "groups"] },
);
const withoutUser = fc.record({ app, now }, { requiredKeys: [] });

const programs = EXPRESSIONS.map((source) => ({ source, verdicts: check(source, env).verdicts, program: compile(source, env) }));

describe.each(programs)("$source", ({ verdicts, program }) => {
  test.prop([grant, withUser, withoutUser, fc.boolean()], { numRuns: 300 })(
    "ends as its verdict says",
    (name, present, absent, given) => {
      const verdict = verdicts[name];
      const fitting = GRANTS[name].user === "present" || given ? present : absent;
      const outcome = program.evaluate({ ...fitting, grant: name });
      if (outcome.status === "error") expect(verdict?.mayFail).toContain(outcome.diagnostic.code);
      if (outcome.status === "value") {
        expect(verdict?.verdict).not.toBe("never");
        if (verdict?.values) expect(verdict.values).toContain(outcome.value);
      }
      if (outcome.status === "absent") {
        expect(verdict?.verdict).not.toBe("always");
        expect(verdict?.because.map(({ code }) => code)).toContain(outcome.reason.code);
      }
    },
  );
});

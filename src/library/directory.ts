/** Other users and directory links: managers, assistants, linked users, the user's Active Directory and Workday app-users. */
import { BOOLEAN, type MapType, TEXT } from "../types/type.js";
import type { MapValue } from "../values/value.js";
import { absent, defineFunction, type FunctionRow, fromContext, overload, type Param, type StandsFor } from "./define.js";
import { literalText } from "./params.js";

/** The data of the examples. */
const CONTEXT = {
  user: { id: "00u1", status: "ACTIVE" },
  directory: {
    manager: { user: { id: "00u7", firstName: "Mia" }, appUsers: { google: { email: "mia@example.com" } } },
    assistant: { user: { firstName: "Ali" }, appUsers: { google: { email: "ali@example.com" } } },
    activeDirectory: [{ userName: "ann", managerUpn: "mia@example.com" }],
    workday: [{ employeeID: "123456" }, { employeeID: "7" }],
    linked: { mentor: { firstName: "Lea" } },
  },
};
const MACHINE = { grant: "client_credentials" };

/** The only directory that knows managers and assistants. */
const directory = literalText("source", ["active_directory"]);

/** A function that names a record or an attribute elsewhere in the context. */
function naming(row: {
  readonly name: string;
  readonly dialect: FunctionRow["dialect"];
  readonly doc: string;
  readonly params: readonly Param<unknown>[];
  readonly stands: StandsFor;
  readonly examples: FunctionRow["examples"];
}): FunctionRow {
  const { params, stands, ...rest } = row;
  // In an environment the call has the type of the path; this one is for the reference.
  const returns = stands.record ? recordOf(stands.record) : TEXT;
  return defineFunction({ ...rest, documented: "okta", overloads: [{ params, stands, returns }] });
}

const recordOf = (record: string): MapType => ({ kind: "map", attributes: new Map(), open: true, record });

/** `find…User()` and `has…User()`: whether there is exactly one link, and what it holds. */
function links(
  who: string,
  key: string,
  examples: readonly [found: FunctionRow["examples"], has: FunctionRow["examples"]],
): FunctionRow[] {
  const read = fromContext<readonly MapValue[]>(`directory.${key}`);
  const [found, has] = examples;
  const title = who === "Directory" ? "Active Directory" : who;
  return [
    defineFunction({
      name: `find${who}User`,
      dialect: "classic",
      documented: "okta",
      doc: `The user's app-user in ${title}; null unless there is exactly one.`,
      overloads: [
        overload({
          context: [read],
          params: [],
          returns: recordOf("appuser"),
          absences: ["directory-no-match"],
          run: (all) => (all.length === 1 ? (all[0] as MapValue) : absent("directory-no-match", { path: `directory.${key}` })),
        }),
      ],
      examples: found,
    }),
    defineFunction({
      name: `has${who}User`,
      dialect: "classic",
      documented: "okta",
      doc: `Whether the user has exactly one app-user in ${title}.`,
      overloads: [overload({ context: [read], params: [], returns: BOOLEAN, run: (all) => all.length === 1 })],
      examples: has,
    }),
  ];
}

/** The rows over the directory. */
export const directoryFunctions: readonly FunctionRow[] = [
  naming({
    name: "getManagerUser",
    dialect: "classic",
    doc: "The user who is this user's manager; read an attribute of it.",
    params: [directory],
    stands: { root: "directory", keys: ["manager", "user"], record: "user" },
    examples: [
      ['getManagerUser("active_directory").firstName', "Mia", CONTEXT],
      ['getManagerUser("active_directory").firstName', null, { user: {} }],
    ],
  }),
  naming({
    name: "getManagerAppUser",
    dialect: "classic",
    doc: "The app-user that this user's manager has in an application; read an attribute of it.",
    params: [directory, literalText("app")],
    stands: { root: "directory", keys: ["manager", "appUsers", 1], record: "appuser" },
    examples: [
      ['getManagerAppUser("active_directory", "google").email', "mia@example.com", CONTEXT],
      ['getManagerAppUser("active_directory", "zendesk").email', null, CONTEXT],
    ],
  }),
  naming({
    name: "getAssistantUser",
    dialect: "classic",
    doc: "The user who is this user's assistant; read an attribute of it.",
    params: [directory],
    stands: { root: "directory", keys: ["assistant", "user"], record: "user" },
    examples: [
      ['getAssistantUser("active_directory").firstName', "Ali", CONTEXT],
      ['getAssistantUser("active_directory").firstName', null, MACHINE],
    ],
  }),
  naming({
    name: "getAssistantAppUser",
    dialect: "classic",
    doc: "The app-user that this user's assistant has in an application; read an attribute of it.",
    params: [directory, literalText("app")],
    stands: { root: "directory", keys: ["assistant", "appUsers", 1], record: "appuser" },
    examples: [
      ['getAssistantAppUser("active_directory", "google").email', "ali@example.com", CONTEXT],
      ['getAssistantAppUser("active_directory", "google").phone', null, CONTEXT],
    ],
  }),
  naming({
    name: "user.getLinkedObject",
    dialect: "both",
    doc: "The user who is linked to this one by a relationship, such as `manager`; read an attribute of it.",
    params: [literalText("relationship")],
    stands: { root: "directory", keys: ["linked", 0], record: "user" },
    examples: [
      ['user.getLinkedObject("mentor").firstName', "Lea", CONTEXT],
      ['user.getLinkedObject("buddy").firstName', null, CONTEXT],
    ],
  }),
  naming({
    name: "user.getInternalProperty",
    dialect: "classic",
    doc: "The user's id or status, which the classic dialect keeps apart from the profile.",
    params: [literalText("property", ["id", "status"])],
    stands: { root: "user", keys: [0] },
    examples: [
      ['user.getInternalProperty("status") == "ACTIVE"', true, CONTEXT],
      ["user.getInternalProperty('id')", null, MACHINE],
    ],
  }),
  ...links("Directory", "activeDirectory", [
    [
      ["findDirectoryUser().managerUpn", "mia@example.com", CONTEXT],
      ["findDirectoryUser().managerUpn", null, { user: {} }],
    ],
    [
      ["hasDirectoryUser()", true, CONTEXT],
      ["hasDirectoryUser()", false, { user: {} }],
      ["hasDirectoryUser()", null, MACHINE],
    ],
  ]),
  ...links("Workday", "workday", [
    [
      ["findWorkdayUser().employeeID", null, CONTEXT],
      ["findWorkdayUser().employeeID", "9", { user: {}, directory: { workday: [{ employeeID: "9" }] } }],
    ],
    [
      ["hasWorkdayUser()", false, CONTEXT],
      ["hasWorkdayUser()", true, { user: {}, directory: { workday: [{ employeeID: "9" }] } }],
      ["hasWorkdayUser()", null, MACHINE],
    ],
  ]),
];

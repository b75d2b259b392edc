/** The gallery of examples; the first is what the page opens with. */
import type { State } from "./state.js";

/** One example. */
export interface Example {
  readonly title: string;
  readonly about: string;
  readonly state: Partial<State>;
}

const json = (data: unknown) => JSON.stringify(data, null, 2);

const CLIENTS = { App1: { system_home: "HDQ" }, App2: { system_home: "FDS" } };
const PERSON = {
  user: { email: "ann@example.com", firstName: "Ann", department: "Sales" },
  appuser: { userName: "ann", role: "admin" },
  groups: [
    { id: "g1", type: "OKTA_GROUP", name: "team_blue" },
    { id: "g2", type: "OKTA_GROUP", name: "Admins" },
  ],
};
const SCHEMAS = json({
  app: { system_home: { type: "text?", title: "Where its systems are" } },
  appuser: { role: { enum: ["admin", "auditor", "reader"], nullable: true } },
  user: { email: { type: "text" }, firstName: "text", department: "text?" },
});

const DOCUMENT = `# Two clients without a user, one that signs people in.
schemas:
  user:
    email: { type: text, title: E-mail }
    department: text?
  appuser:
    userName: text
    role: text?
  app:
    system_home: text?

clients:
  - clientId: app1
    grants: [client_credentials]
    profile: { system_home: HDQ }
  - clientId: app2
    grants: [client_credentials]
    profile: { system_home: FDS }
  - clientId: portal
    grants: [authorization_code, refresh_token]
    profile: { system_home: WEB }

claims:
  - name: system_home
    value: app.system_home
  - name: role
    value: appuser.role
    tokens: [access_token, id_token]
  - name: kind
    value: 'user != null ? "person" : "machine"'
  - name: department
    value: user.department
    whenAbsent: { default: none }
    whenNoUser: omit
`;

/** The gallery. */
export const EXAMPLES: readonly Example[] = [
  {
    title: "Two applications, no user",
    about: "App1 and App2 ask for a token with their own credentials. Each has a property of its own, and nobody is signed in.",
    state: { mode: "expression", expression: "app.system_home", schemas: SCHEMAS, data: json({ clients: CLIENTS, ...PERSON }) },
  },
  {
    title: "A role that machines do not have",
    about: "A client alone has no role. The claim is left out with a reason; tick the user to see it.",
    state: { mode: "expression", expression: "appuser.role", schemas: SCHEMAS, data: json({ clients: CLIENTS, ...PERSON }) },
  },
  {
    title: "A subject for both kinds of token",
    about: "People are called by their user name, machines by their client.",
    state: {
      mode: "expression",
      expression: "appuser != null ? appuser.userName : app.clientId",
      schemas: SCHEMAS,
      data: json({ clients: CLIENTS, ...PERSON }),
    },
  },
  {
    title: "Groups decide",
    about: "Without a user there are no groups: the role is absent, not wrong.",
    state: {
      mode: "expression",
      expression: 'isMemberOfGroupName("Admins") ? "admin" : "reader"',
      schemas: SCHEMAS,
      data: json({ clients: CLIENTS, ...PERSON }),
      grant: "authorization_code",
      withUser: true,
    },
  },
  {
    title: "A spelling mistake",
    about: "The message says what is, the hint what to write, and the fix writes it.",
    state: { mode: "expression", expression: "app.system_hom", schemas: SCHEMAS, data: json({ clients: CLIENTS, ...PERSON }) },
  },
  {
    title: "A whole claims document",
    about: "Every claim of every token of three clients, with conditions and defaults.",
    state: { mode: "document", document: DOCUMENT, data: json(PERSON), client: "app1" },
  },
];

/** What the page opens with. */
export const OPENING: State = {
  mode: "expression",
  expression: "",
  schemas: "{}",
  document: DOCUMENT,
  data: "{}",
  client: "",
  grant: "client_credentials",
  token: "access_token",
  claim: "",
  withUser: false,
  ...EXAMPLES[0]?.state,
};

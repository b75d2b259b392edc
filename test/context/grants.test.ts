/** The table of grants against the language's own, written out here a second time on purpose. */
import { describe, expect, it } from "vitest";
import { GRANTS, type Grant, NO_TOKEN_GRANT } from "../../src/context/grants.js";

const rows = `
authorization_code | present  | optional | present  | access, ID, userinfo
refresh_token      | present  | optional | optional | access, ID
device_code        | present  | optional | optional | access, ID, userinfo
password           | present  | optional | absent   | access, ID, userinfo
jwt_bearer         | optional | optional | absent   | access
token_exchange     | optional | optional | absent   | access
client_credentials | absent   | absent   | absent   | access
`;
const tokens: Record<string, string> = { access: "access_token", ID: "id_token", userinfo: "userinfo" };
const table = rows
  .trim()
  .split("\n")
  .map((line) => line.split("|").map((cell) => cell.trim()) as [string, string, string, string, string]);

describe("the grants", () => {
  it("are those of the language", () => expect(Object.keys(GRANTS)).toEqual(table.map(([name]) => name)));
  it.each(table)("%s: user %s, app-user %s, session %s, tokens %s", (name, user, appuser, session, given) =>
    expect(GRANTS[name as keyof typeof GRANTS]).toMatchObject({
      user,
      appuser,
      session,
      tokens: given.split(", ").map((token) => tokens[token]),
    }),
  );
  it("give an app-user and a session to nobody who is not there", () => {
    for (const grant of Object.values<Grant>(GRANTS)) {
      if (grant.user === "absent") expect([grant.appuser, grant.session]).toEqual(["absent", "absent"]);
    }
  });
});

describe("what belongs to no token", () => {
  it("gives none, and takes nobody away", () =>
    expect(NO_TOKEN_GRANT).toEqual({ user: "present", appuser: "optional", session: "optional", tokens: [] }));
});

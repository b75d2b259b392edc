/** Who has no user, in the words of a reason: the grant where it never has one, otherwise this context. */
import { describe, expect, it } from "vitest";
import { defineEnvironment } from "../../src/context/environment.js";
import { compile } from "../../src/run/compile-source.js";

const message = (source: string, context: unknown) => {
  const outcome = compile(source, defineEnvironment()).evaluate(context);
  return outcome.status === "absent" ? outcome.reason.message : outcome;
};

describe("a reason says who is without", () => {
  it.each<[string, object, string]>([
    ["user.email", { grant: "client_credentials" }, "`user.email` needs a user, and client_credentials has none."],
    ["user.email", { grant: "authorization_code" }, "`user.email` needs a user, and this context has none."],
    ["user.email", { grant: "token_exchange" }, "`user.email` needs a user, and this context has none."],
    ["user.email", {}, "`user.email` needs a user, and this context has none."],
    ["session.amr", { grant: "password", user: {} }, "`session.amr` needs a session, and password has none."],
    ["session.amr", { grant: "refresh_token", user: {} }, "`session.amr` needs a session, and this context has none."],
    ['isMemberOfGroupName("x")', { grant: "authorization_code" }, "`groups` needs a user, and this context has none."],
    ["user[app.label]", { grant: "authorization_code", app: { label: "x" } }, "`user` needs a user, and this context has none."],
  ])("%s on %j", (source, context, said) => expect(message(source, context)).toBe(said));
});

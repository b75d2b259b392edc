/** Fetching a path from a context: both layouts, who is there on a grant, why there is nothing, and whose fault it is. */
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/base/limits.js";
import { defineEnvironment, type EnvironmentSettings } from "../../src/context/environment.js";
import { GRANTS } from "../../src/context/grants.js";
import { pathOf } from "../../src/context/paths.js";
import { ContextReader } from "../../src/context/reader.js";
import { Fault, type Value } from "../../src/values/value.js";
import { whilePolluted } from "../polluted.js";

type GrantName = keyof typeof GRANTS;

interface Asked {
  readonly settings?: EnvironmentSettings;
  /** Undefined: no grant is known, and the data decides. */
  readonly grant?: GrantName | undefined;
}

/** What reads `root/key/key` from a context. */
function reader(path: string, context: object | null, { settings = {}, grant }: Asked = {}) {
  const [root = "", ...keys] = path.split("/");
  const found = pathOf(defineEnvironment(settings).roots, root, keys);
  if (!found) throw new Error(`${path} is no path`);
  const made = new ContextReader(context, grant && GRANTS[grant], grant ?? "this context", DEFAULT_LIMITS);
  return { read: () => made.read(found), missing: () => made.whyMissing(found) };
}

function plain(value: Value | Fault): unknown {
  if (value instanceof Fault) return `${value.code} ${value.data.path ?? ""}`.trim();
  return value instanceof Map ? Object.fromEntries([...value].map(([key, inside]) => [key, plain(inside)])) : value;
}

const valueAt = (path: string, context: object | null, asked?: Asked): unknown => plain(reader(path, context, asked).read());
const whyNot = (path: string, context: object | null, asked?: Asked): string => {
  const { read, missing } = reader(path, context, asked);
  expect(read()).toBeNull();
  return `${missing().code} ${missing().path}`;
};

describe("the user's attributes", () => {
  const flat = { user: { id: "00u1", email: "ann@example.com", status: "ACTIVE" } };
  const nested = { user: { id: "00u1", status: "ACTIVE", profile: { email: "ann@example.com" } } };
  it.each(["user/email", "user/profile/email"])("%s is found flat and under `profile`", (path) =>
    expect([valueAt(path, flat), valueAt(path, nested)]).toEqual(["ann@example.com", "ann@example.com"]),
  );
  it("what is built in stands beside `profile` alone", () => {
    expect(valueAt("user/id", nested)).toBe("00u1");
    expect(valueAt("user/id", { user: { profile: { id: "other" } } })).toBeNull();
  });
  it("what stands in both places is taken from `profile`", () =>
    expect(valueAt("user/email", { user: { email: "old", profile: { email: "new" } } })).toBe("new"));
  it("what is null in `profile` is unset, whatever stands beside it", () =>
    expect(valueAt("user/email", { user: { email: "old", profile: { email: null } } })).toBeNull());
  it("timestamps that are built in are instants", () =>
    expect(reader("user/created", { user: { created: "2026-01-31T00:00:00Z" } }).read()).toMatchObject({
      epochMs: Date.UTC(2026, 0, 31),
    }));
});

describe("the client's properties", () => {
  it.each(["app/system_home", "app/profile/system_home"])("%s is found under `profile` and beside it", (path) => {
    expect(valueAt(path, { app: { profile: { system_home: "HDQ" } } })).toBe("HDQ");
    expect(valueAt(path, { app: { system_home: "HDQ" } })).toBe("HDQ");
    expect(valueAt(path, { app: { system_home: "old", profile: { system_home: "HDQ" } } })).toBe("HDQ");
  });
  it("a name that is built in is never the profile's", () => {
    expect(valueAt("app/groups", { app: { profile: { groups: ["x"] } } })).toBeNull();
    expect(valueAt("app/clientId", { app: { clientId: "app1", profile: { clientId: "other" } } })).toBe("app1");
    expect(valueAt("app/profile/clientId", { app: { clientId: "app1", profile: { clientId: "other" } } })).toBe("other");
    expect(valueAt("app/profile/clientId", { app: { clientId: "app1" } })).toBeNull();
  });
  it("the whole profile is what is in it and what stands beside it and is not built in", () =>
    expect(valueAt("app/profile", { app: { clientId: "app1", tier: "gold", profile: { system_home: "HDQ" } } })).toEqual({
      tier: "gold",
      system_home: "HDQ",
    }));
});

describe("who is there", () => {
  const stale = { user: { email: "ann@example.com" }, appuser: { role: "admin" }, session: { id: "s" }, groups: [{ id: "1" }] };
  it.each(["user/email", "appuser/role", "session/id", "groups"])(
    "%s of a stale context is not seen on client_credentials",
    (path) => expect(valueAt(path, stale, { grant: "client_credentials" })).toBeNull(),
  );
  it.each(["password", "jwt_bearer", "token_exchange"] as const)("nor is a session on %s", (grant) =>
    expect(valueAt("session/id", stale, { grant })).toBeNull(),
  );
  it.each(["authorization_code", "refresh_token", "device_code"] as const)("all of it is on %s", (grant) =>
    expect(["user/email", "appuser/role", "session/id"].map((path) => valueAt(path, stale, { grant }))).toEqual([
      "ann@example.com",
      "admin",
      "s",
    ]),
  );
  it("without a grant the data decides", () => {
    expect(valueAt("user/email", stale)).toBe("ann@example.com");
    expect(valueAt("user/email", {})).toBeNull();
  });
  it("the client is there on every grant", () => {
    for (const grant of Object.keys(GRANTS) as GrantName[])
      expect(valueAt("app/label", { app: { label: "L" } }, { grant })).toBe("L");
  });
});

describe("why there is nothing", () => {
  it.each<[string, object | null, GrantName | undefined, string]>([
    ["user/email", {}, "client_credentials", "needs-user user.email"],
    ["user/email", { user: { email: "x" } }, "client_credentials", "needs-user user.email"],
    ["appuser/role", {}, "client_credentials", "needs-user appuser.role"],
    ["groups", {}, "client_credentials", "needs-user groups"],
    ["session/id", {}, "client_credentials", "needs-session session.id"],
    ["session/id", {}, "password", "needs-session session.id"],
    ["appuser/role", { user: {} }, "authorization_code", "needs-assignment appuser.role"],
    ["appuser/role", { user: {}, appuser: null }, "authorization_code", "needs-assignment appuser.role"],
    ["appuser/role", { user: {} }, "jwt_bearer", "needs-assignment appuser.role"],
    ["appuser/role", {}, "jwt_bearer", "needs-user appuser.role"],
    ["appuser/role", { user: {} }, undefined, "needs-assignment appuser.role"],
    ["appuser/role", {}, undefined, "needs-user appuser.role"],
    ["user/email", {}, "jwt_bearer", "needs-user user.email"],
    ["user/email", { user: {} }, "authorization_code", "unset-on-user user.email"],
    ["user/email", { user: { email: null } }, "authorization_code", "unset-on-user user.email"],
    ["user/email", { user: { profile: {} } }, undefined, "unset-on-user user.email"],
    ["appuser/role", { user: {}, appuser: {} }, "authorization_code", "unset-on-app-user appuser.role"],
    ["app/system_home", { app: {} }, "client_credentials", "unset-on-client app.profile.system_home"],
    [
      "app/system_home",
      { app: { profile: { system_home: null } } },
      "client_credentials",
      "unset-on-client app.profile.system_home",
    ],
    ["app/system_home", {}, "client_credentials", "unset-on-client app.profile.system_home"],
    ["app/system_home", null, undefined, "unset-on-client app.profile.system_home"],
    ["app/groups", { app: {} }, "client_credentials", "unset-on-client app.groups"],
    ["org/name", {}, "client_credentials", "unset org.name"],
    ["access/scope", {}, "client_credentials", "unset access.scope"],
    ["session/id", { session: {} }, "authorization_code", "unset session.id"],
  ])("%s of %j on %s: %s", (path, context, grant, expected) => expect(whyNot(path, context, { grant })).toBe(expected));
  it("blames the step where the path ended", () =>
    expect(whyNot("user/address/city", { user: { address: null } }, { settings: { user: { address: "map{city: text?}?" } } })).toBe(
      "unset-on-user user.address",
    ));
});

describe("required attributes", () => {
  const settings: EnvironmentSettings = {
    user: { email: "text" },
    app: { system_home: "text" },
    appuser: { role: "text" },
    org: { region: "text" },
  };
  it.each<[string, object, GrantName | undefined, unknown]>([
    ["app/system_home", { app: {} }, "client_credentials", "context/missing-required app.profile.system_home"],
    ["app/system_home", {}, "client_credentials", "context/missing-required app.profile.system_home"],
    ["org/region", {}, "client_credentials", "context/missing-required org.region"],
    ["user/email", { user: {} }, "authorization_code", "context/missing-required user.email"],
    ["user/email", { user: { email: null } }, "authorization_code", "context/missing-required user.email"],
    ["appuser/role", { user: { email: "x" }, appuser: {} }, "authorization_code", "context/missing-required appuser.role"],
    ["user/email", {}, "client_credentials", null],
    ["appuser/role", {}, "client_credentials", null],
    ["appuser/role", { user: { email: "x" } }, "authorization_code", null],
    ["user/email", {}, "jwt_bearer", null],
  ])("%s of %j on %s: %s", (path, context, grant, expected) => expect(valueAt(path, context, { settings, grant })).toBe(expected));
});

describe("data that does not fit", () => {
  class Record {
    email = "x";
  }
  const getter = {
    get email() {
      throw new Error("ran");
    },
  };
  it.each<[string, string, object, string]>([
    ["text for a root", "user/email", { user: "ann" }, "context/type-mismatch user"],
    ["a list for a root", "user/email", { user: [] }, "context/type-mismatch user"],
    ["an instance for a root", "user/email", { user: new Record() }, "context/not-plain user"],
    ["an instance for the profile", "user/email", { user: { profile: new Record() } }, "context/not-plain user.email"],
    ["a getter", "user/email", { user: getter }, "context/accessor user.email"],
    ["a getter in the profile", "user/email", { user: { profile: getter } }, "context/accessor user.email"],
    [
      "a getter for a root",
      "user/email",
      Object.defineProperty({}, "user", { get: () => ({}), enumerable: true }),
      "context/accessor user",
    ],
    ["a map for the groups", "groups", { groups: {} }, "context/type-mismatch groups"],
    ["text for a group", "groups", { groups: ["Admins"] }, "context/type-mismatch groups[0]"],
    ["text for the client's groups", "app/groups", { app: { groups: "Admins" } }, "context/type-mismatch app.groups"],
    ["a number for a name", "org/name", { org: { name: 5 } }, "context/type-mismatch org.name"],
    ["text that is no time", "user/created", { user: { created: "soon" } }, "context/bad-timestamp user.created"],
    ["text on the way", "user/a/b", { user: { a: "text" } }, "run/not-a-map"],
  ])("%s at %s", (_words, path, context, expected) => expect(valueAt(path, context)).toBe(expected));
  it("a context that refuses to be read is a fault, not an exception", () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(valueAt("user/email", proxy)).toBe("context/unreadable user.email");
    expect(valueAt("user/email", { user: proxy })).toBe("context/unreadable user.email");
  });
});

describe("what only looks like data", () => {
  it("is not found on a prototype", () => {
    expect(valueAt("user/email", Object.create({ user: { email: "x" } }))).toBeNull();
    expect(valueAt("user/toString", { user: {} })).toBeNull();
    expect(valueAt("user/constructor", { user: {} })).toBeNull();
    expect(valueAt("app/hasOwnProperty", { app: {} })).toBeNull();
  });
  it.each<[string, string, unknown, object, unknown]>([
    ["email", "user/email", "evil", { user: {} }, null],
    ["user", "user/email", { email: "evil" }, {}, null],
    ["profile", "user/email", { email: "evil" }, { user: {} }, null],
    ["value", "user/email", "evil", { user: {} }, null],
    ["system_home", "app/profile", "evil", { app: { profile: {} } }, {}],
  ])("`%s` is not found on a polluted Object.prototype", (name, path, value, context, expected) => {
    const { read } = reader(path, context);
    expect(plain(whilePolluted(name, value, read))).toEqual(expected);
  });
  it("own data with the names of Object.prototype is data", () =>
    expect(valueAt("user/constructor", { user: { constructor: "c" } })).toBe("c"));
});

describe("nothing in a context is changed", () => {
  it("not even a frozen one", () => {
    const context = Object.freeze({ app: Object.freeze({ tier: "gold", profile: Object.freeze({ system_home: "HDQ" }) }) });
    expect(valueAt("app/profile", context)).toEqual({ tier: "gold", system_home: "HDQ" });
  });
  it("and only what is read is looked at", () => {
    const context = {
      app: { label: "L" },
      user: Object.defineProperty({}, "email", { get: () => expect.unreachable(), enumerable: true }),
    };
    expect(valueAt("app/label", context)).toBe("L");
  });
});

describe("application instances and variables", () => {
  const settings: EnvironmentSettings = { kind: "mapping", apps: { zendesk: {} }, vars: { costCenter: "text?" } };
  const context = { apps: { zendesk: { user: { role: "agent" }, properties: { domain: "d" } } }, vars: { costCenter: "CC1" } };
  it.each([
    ["zendesk/role", "agent"],
    ["zendesk_app/domain", "d"],
  ])("%s is %s", (path, expected) => expect(valueAt(path, context, { settings })).toBe(expected));
  it("are null where there is no such instance", () => expect(valueAt("zendesk/role", { apps: {} }, { settings })).toBeNull());
});

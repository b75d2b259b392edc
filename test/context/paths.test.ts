/** Paths through a schema: both spellings of an attribute are one path, and what is declared nowhere is no path. */
import { describe, expect, it } from "vitest";
import { defineEnvironment } from "../../src/context/environment.js";
import { declaredNames, pathOf, rootPath } from "../../src/context/paths.js";
import type { Root } from "../../src/context/roots.js";
import { printTyped } from "../../src/types/print.js";

const env = defineEnvironment({
  kind: "mapping",
  user: { email: "text", address: "map{city: text?}" },
  app: { system_home: "text?", profile: "text?" },
  vars: { costCenter: "text?" },
  apps: { zendesk: { user: { role: "text?" } } },
});

function described(path: string): string | undefined {
  const [root = "", ...keys] = path.split("/");
  const found = pathOf(env.roots, root, keys);
  return found && `${found.text}: ${printTyped(found.typed)}`;
}

describe("a path", () => {
  it.each([
    ["user/email", "user.email: text"],
    ["user/profile/email", "user.email: text"],
    ["user/id", "user.id: text?"],
    ["user/address/city", "user.address.city: text?"],
    ["user/profile/address/city", "user.address.city: text?"],
    ["user/profile", "user.profile: user"],
    ["app/clientId", "app.clientId: text?"],
    ["app/system_home", "app.profile.system_home: text?"],
    ["app/profile/system_home", "app.profile.system_home: text?"],
    ["app/profile/profile", "app.profile.profile: text?"],
    ["appuser/anything", "appuser.anything: unknown?"],
    ["appuser/deep/er", "appuser.deep.er: unknown?"],
    ["org/name", "org.name: text?"],
    ["zendesk/role", "zendesk.role: text?"],
    ["zendesk_app/anything", "zendesk_app.anything: unknown?"],
    ["groups", "groups: list<group>?"],
  ])("%s is %s", (path, expected) => expect(described(path)).toBe(expected));
  it.each([
    "user/emale",
    "user/profile/emale",
    "user/profile/id",
    "app/system_hom",
    "app/profile/system_hom",
    "user/email/x",
    "nobody/x",
    "user/constructor",
    "app/toString",
  ])("%s is none", (path) => expect(described(path)).toBeUndefined());
});

describe("the names below a path", () => {
  const names = (root: string) => declaredNames(rootPath(env.roots.get(root) as Root));
  it("are those declared and built in, the client's own among them", () => {
    expect(names("user")).toEqual(expect.arrayContaining(["id", "email", "address"]));
    expect(names("app")).toEqual(expect.arrayContaining(["clientId", "profile", "system_home"]));
  });
});

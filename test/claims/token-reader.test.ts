/** The context of a request as one object: what the host gave, and beside it the client and the scopes. */
import { describe, expect, it } from "vitest";
import { completeContext } from "../../src/claims/token-reader.js";

describe("the whole context", () => {
  it("has what was given, and the client and the scopes where nothing stands for them", () => {
    expect({ ...completeContext({ user: { a: 1 } }, { clientId: "x" }, ["s"]) }).toEqual({
      user: { a: 1 },
      app: { clientId: "x", profile: {} },
      access: { scope: ["s"] },
    });
    expect({ ...completeContext({ app: 1, access: null }, { clientId: "x" }, ["s"]) }).toEqual({ app: 1, access: null });
    expect({ ...completeContext(null, undefined, []) }).toEqual({ access: { scope: [] } });
  });
  it("has not what a proxy names and then does not have", () => {
    let asked = 0;
    const forgetful = new Proxy(
      { user: 1, org: 2 },
      {
        getOwnPropertyDescriptor: (target, key) =>
          key === "user" && asked++ > 0 ? undefined : Reflect.getOwnPropertyDescriptor(target, key),
      },
    );
    expect({ ...completeContext(forgetful, undefined, []) }).toEqual({ org: 2, access: { scope: [] } });
  });
});

/** An issuer: sets are replaced between tokens, and what is left out is counted and told without data. */
import { describe, expect, it } from "vitest";
import { type IssuerHooks, makeIssuer } from "../../src/claims/index.js";
import { define } from "./documents.js";

const first = define({
  claims: [
    { name: "home", value: "app.home" },
    { name: "role", value: "appuser.role" },
  ],
});
const second = define({ claims: [{ name: "home", value: 'app.home + "!"' }] });
const failing = define({
  claims: [
    { name: "n", value: "1 / app.zero" },
    { name: "m", value: "app.zero / 0", whenError: "omit" },
  ],
});
const request = {
  grant: "client_credentials",
  token: "access_token",
  client: "app1",
  context: { app: { home: "secret-home", zero: 0 } },
} as const;

describe("replacing a set", () => {
  it("the next token has the new claims", () => {
    const issuer = makeIssuer(first);
    expect(issuer.issue(request)).toMatchObject({ claims: { home: "secret-home" } });
    issuer.replace(second);
    expect(issuer.issue(request)).toMatchObject({ claims: { home: "secret-home!" } });
    expect(issuer.current).toBe(second);
  });
  it("a token that is being made keeps the set it began with", () => {
    const issuer = makeIssuer(first);
    // The data of a proxy is read while the claims are made: the set is replaced in the middle of that.
    const app = new Proxy(
      { home: "HDQ" },
      {
        getOwnPropertyDescriptor(target, key) {
          issuer.replace(second);
          return Reflect.getOwnPropertyDescriptor(target, key);
        },
      },
    );
    const result = issuer.issue({ ...request, context: { app } });
    expect(result).toMatchObject({ claims: { home: "HDQ" }, omitted: [{ name: "role" }] });
    expect(issuer.issue(request)).toMatchObject({ claims: { home: "secret-home!" } });
  });
  it("from a hook, too", () => {
    const issuer = makeIssuer(first, { onOmitted: () => issuer.replace(second) });
    expect(issuer.issue(request)).toMatchObject({ claims: { home: "secret-home" } });
    expect(issuer.current).toBe(second);
  });
  it("many tokens from two sets in turn are each of one set", () => {
    const issuer = makeIssuer(first);
    const seen = Array.from({ length: 1_000 }, (_, index) => {
      issuer.replace(index % 2 === 0 ? first : second);
      const result = issuer.issue(request);
      return `${result.ok ? result.claims.home : "none"} ${result.omitted.length}`;
    });
    expect(new Set(seen)).toEqual(new Set(["secret-home 1", "secret-home! 0"]));
  });
});

describe("counts", () => {
  it("are by claim and by reason or code", () => {
    const issuer = makeIssuer(first);
    for (let at = 0; at < 3; at++) issuer.issue(request);
    issuer.issue({ ...request, grant: "password", context: { user: { id: "1" } } });
    issuer.replace(failing);
    issuer.issue(request);
    expect(issuer.counts()).toEqual({
      issued: 4,
      refused: 1,
      omitted: { role: { "needs-user": 3, "needs-assignment": 1 }, home: { "unset-on-client": 1 } },
      errors: { n: { "run/division-by-zero": 1 }, m: { "run/division-by-zero": 1 } },
    });
    expect(JSON.parse(JSON.stringify(issuer.counts()))).toEqual(issuer.counts());
  });
  it("are a picture of their moment", () => {
    const issuer = makeIssuer(first);
    const before = issuer.counts();
    issuer.issue(request);
    expect(before).toEqual({ issued: 0, refused: 0, omitted: {}, errors: {} });
  });
  it("keep to the names of claims, whatever they are", () => {
    const issuer = makeIssuer(define({ claims: [{ name: "x.y", value: "app.none" }] }));
    issuer.issue(request);
    expect(issuer.counts().omitted).toEqual({ "x.y": { "unset-on-client": 1 } });
  });
});

describe("hooks", () => {
  it("are told each omission and error, and no data", () => {
    const told: unknown[] = [];
    const hooks: IssuerHooks = { onOmitted: (event) => told.push(event), onError: (event) => told.push(event) };
    const issuer = makeIssuer(first, hooks);
    issuer.issue(request);
    issuer.replace(failing);
    issuer.issue(request);
    const about = { grant: "client_credentials", token: "access_token", client: "app1" };
    expect(told).toEqual([
      { claim: "role", reason: "needs-user", request: about },
      { claim: "n", code: "run/division-by-zero", request: about },
      { claim: "m", code: "run/division-by-zero", request: about },
    ]);
    expect(JSON.stringify(told)).not.toContain("secret");
  });
  it("that throw tell whoever issues", () => {
    const issuer = makeIssuer(first, {
      onOmitted: () => {
        throw new Error("log is full");
      },
    });
    expect(() => issuer.issue(request)).toThrow("log is full");
  });
});

/** Contexts, settings and rows that JSON cannot write, by the names that examples use. */
import { check } from "../../src/check/check.js";
import { defineClaims } from "../../src/claims/define.js";
import { defineEnvironment } from "../../src/context/environment.js";
import { ClaimsElError } from "../../src/diagnostics/error.js";
import { defineFunction, overload, text } from "../../src/library/define.js";
import { oidcProviderClaims } from "../../src/oidc-provider/index.js";
import { compile } from "../../src/run/compile-source.js";
import { TEXT } from "../../src/types/type.js";

const app = (profile: unknown): object => ({ app: { profile } });

/** Contexts of a host's own objects. */
export const HOST_CONTEXTS: Readonly<Record<string, () => unknown>> = {
  "a getter": () => app(Object.defineProperty({}, "system_home", { get: () => "HDQ", enumerable: true })),
  "an instance of a class": () => app({ system_home: new Date(0) }),
  "a number that is not finite": () => app({ level: Number.NaN }),
  "a revoked proxy": () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return app(proxy);
  },
  "a list": () => ["app"],
};

const forever = (text: string): string => `${forever(text)}!`;

/** A row of a host that never comes back. */
const endless = defineFunction({
  name: "Staff.forever",
  dialect: "classic",
  documented: "ours",
  doc: "Never ends.",
  overloads: [overload({ params: [text("name")], returns: TEXT, run: forever })],
  examples: [],
});

/** Calls that a host makes wrongly. */
export const HOST_CALLS: Readonly<Record<string, () => unknown>> = {
  "an expression that is no text": () => {
    throw new ClaimsElError(check(5 as never, defineEnvironment()).diagnostics);
  },
  "an environment beside the document": () => defineClaims({ strict: true, claims: [] }, defineEnvironment()),
  "a function of the host that calls itself without end": () => {
    const outcome = compile("Staff.forever(app.label)", defineEnvironment({ functions: [endless] })).evaluate({
      app: { label: "x" },
    });
    if (outcome.status === "error") throw new ClaimsElError([outcome.diagnostic]);
  },
  "a claim set with a property that the server was not told of": () => {
    const setOf = (value: string) => defineClaims({ claims: [{ name: "home", value }] });
    const options = { errors: { CustomOIDCProviderError: Error }, loadUser: () => undefined };
    oidcProviderClaims(setOf("app.system_home"), options).replace(setOf("app.system_root"));
  },
  "a function row without documentation": () =>
    defineFunction({ name: "Staff.initials", dialect: "classic", documented: "ours", doc: "", overloads: [], examples: [] }),
};

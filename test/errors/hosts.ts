/** Contexts, settings and rows that JSON cannot write, by the names that examples use. */
import { check } from "../../src/check/check.js";
import { defineClaims } from "../../src/claims/define.js";
import { defineEnvironment } from "../../src/context/environment.js";
import { ClaimsElError } from "../../src/diagnostics/error.js";
import { defineFunction } from "../../src/library/define.js";
import { compile } from "../../src/run/compile-source.js";
import type { Outcome } from "../../src/run/outcome.js";

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

/** Runs where only a little stack is left: as deep as a call can be that still ends in an outcome. */
function atTheBottom(run: () => Outcome): Outcome {
  let left: Outcome | undefined;
  const dig = (): void => {
    try {
      dig();
    } catch {
      // The stack was exhausted below; on the way up there comes a first place where the evaluation can end.
    }
    if (!left) left = run();
  };
  dig();
  return left as never;
}

/** Calls that a host makes wrongly. */
export const HOST_CALLS: Readonly<Record<string, () => unknown>> = {
  "an expression that is no text": () => {
    throw new ClaimsElError(check(5 as never, defineEnvironment()).diagnostics);
  },
  "a preview of a grant that the client may not use": () => {
    const clients = [{ clientId: "app1", grants: ["client_credentials"] }];
    const set = defineClaims({ clients, claims: [{ name: "home", value: "app.system_home" }] });
    throw new ClaimsElError(set.preview({ client: "app1", grant: "password" }).problems);
  },
  "an environment beside the document": () => defineClaims({ strict: true, claims: [] }, defineEnvironment()),
  "a call from the bottom of the stack": () => {
    const program = compile(`${"{".repeat(90)}1${"}".repeat(90)}`, defineEnvironment());
    const outcome = atTheBottom(() => program.evaluate({}));
    if (outcome.status === "error") throw new ClaimsElError([outcome.diagnostic]);
    return outcome;
  },
  "a function row without documentation": () =>
    defineFunction({ name: "Staff.initials", dialect: "classic", documented: "ours", doc: "", overloads: [], examples: [] }),
};

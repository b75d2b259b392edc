/** A consumer's program, type-checked against the packed tarball; it uses each name the way the documentation does. */
import { ClaimsElError, check, compile, defineEnvironment } from "claims-el";
import { allFunctions } from "claims-el/functions/all";
import { jsonSchema } from "claims-el/schemas";

const env = defineEnvironment({
  user: { email: { type: "text", title: "E-mail", sensitivity: "personal" } },
  app: jsonSchema({ type: "object", properties: { system_home: { type: "string" } } }),
  functions: allFunctions,
});

const findings: readonly { readonly code: string; readonly message: string }[] = check("app.system_home", env).diagnostics;

export function systemHome(context: Record<string, unknown>): unknown {
  try {
    const outcome = compile("app.system_home", env).evaluate(context);
    if (outcome.status === "value") return outcome.value;
    return outcome.status === "absent" ? outcome.reason : outcome.diagnostic.message;
  } catch (fault) {
    return fault instanceof ClaimsElError ? fault.diagnostics.length : findings.length;
  }
}

// @ts-expect-error The types are there: a source is a text.
compile(1, env);

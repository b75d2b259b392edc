/** `claims-el/schemas`: schemas for roots, made from documents that administrators have. */

import { hasErrors } from "../diagnostics/diagnostic.js";
import { ClaimsElError } from "../diagnostics/error.js";
import { withinStack } from "../diagnostics/stack.js";
import { ANY_MAP, type MapType } from "../types/type.js";
import { OKTA_FORMATS } from "./formats.js";
import { isRecord } from "./json.js";
import { readJsonSchema } from "./json-schema.js";
import { reviewNames } from "./names.js";
import { readOktaDocument } from "./okta.js";
import { type ProblemSink, refuse } from "./problem.js";
import { type MadeSchema, readWith } from "./schema.js";

export type { Diagnostic } from "../diagnostics/diagnostic.js";
export type { AttributeLiteral, SchemaLiteral } from "./literal.js";
export type { MadeSchema, SchemaInput } from "./schema.js";
export type { StandardJsonSchema } from "./standard.js";

/**
 * A root's schema from a JSON Schema document, draft-04 to 2020-12.
 *
 * References stay inside the document: pointers, anchors and embedded documents are followed, and a definition that
 * contains itself is read once more, then it is unknown. A property that is not required may be null. `date-time` texts are
 * timestamps. A part that has no type here (a mixture of kinds, no `type` at all) is `unknown`; a keyword that only
 * restricts (`pattern`, `minimum`) is not looked at.
 *
 * @param document the parsed document; its top describes a map
 * @returns a schema to give to `defineEnvironment`; `warnings` says what an administrator should know of it
 * @throws ClaimsElError with every problem of the document at once (`check/bad-schema`)
 * @example
 * const app = jsonSchema({ type: "object", properties: { system_home: { type: "string" } } });
 * const env = defineEnvironment({ app });
 * @see https://json-schema.org/specification
 */
export function jsonSchema(document: object): MadeSchema {
  return make("JSON Schema", document, readJsonSchema);
}

/** How `okta` reads a document. */
export interface OktaOptions {
  /**
   * What an attribute of format `date-time` is: `"text"`, as in Okta's own language (the default), or `"timestamp"`,
   * which `<`, `plusDays` and the like take as it is, and which a claim carries in UTC.
   */
  readonly dateTime?: "text" | "timestamp";
}

/**
 * A root's schema from a schema document of Okta's API: of the user, of an app user, or of groups.
 *
 * The built-in and the custom attributes are put together. An attribute is never null only where it is `required`, as
 * Okta writes it: on the attribute itself or in the list beside the attributes; a boolean may be null even then. The titles
 * of `oneOf` are kept for the texts of an `enum`, and `hashed` and `encrypted` attributes are of sensitivity `secret`.
 * Permissions, mastering, mutability, scope and uniqueness are not looked at.
 *
 * @param document the parsed answer of `GET /api/v1/meta/schemas/user/{id}`, `…/apps/{id}/default` or `…/group/default`
 * @param options how dates are read
 * @returns a schema to give to `defineEnvironment`; `warnings` says what an administrator should know of it, such as
 * names that differ only by letter case (`lint/case-twins`)
 * @throws ClaimsElError with every problem of the document at once (`check/bad-schema`)
 * @example
 * const user = okta(JSON.parse(await readFile("user-schema.json", "utf8")));
 * const env = defineEnvironment({ user, app: { system_home: "text?" } });
 * for (const warning of env.warnings) console.warn(warning.message, warning.hint);
 * @see https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Schema/
 */
export function okta(document: object, options: OktaOptions = {}): MadeSchema {
  const { dateTime = "text" } = options ?? {};
  return make("Okta schema", document, (given, sink) => {
    if (Object.hasOwn(OKTA_FORMATS, dateTime)) return readOktaDocument(given, sink, OKTA_FORMATS[dateTime]);
    refuse(
      sink,
      "",
      "the option `dateTime` is `text` or `timestamp`",
      "Leave it out to read dates as text, as Okta's language does.",
    );
    return ANY_MAP;
  });
}

function make(name: string, document: unknown, read: (document: object, sink: ProblemSink) => MapType): MadeSchema {
  return withinStack(() => made(name, document, read));
}

function made(name: string, document: unknown, read: (document: object, sink: ProblemSink) => MapType): MadeSchema {
  const { type, diagnostics } = readWith(name, (sink) => {
    if (!isRecord(document)) {
      refuse(sink, "", "the document is not a map", "Give the parsed document, not its text.");
      return ANY_MAP;
    }
    const made = read(document, sink);
    reviewNames(made, sink);
    return made;
  });
  if (hasErrors(diagnostics)) throw new ClaimsElError(diagnostics);
  return { ...type, warnings: diagnostics };
}

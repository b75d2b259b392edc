/** Reads a schema document of Okta's API (users, app users, groups): the built-in and the custom attributes of its profile. */
import type { Attribute, MapType } from "../types/type.js";
import type { Formats } from "./formats.js";
import { field, isRecord, itemsOf, textField } from "./json.js";
import { readPart } from "./json-schema.js";
import { type ProblemSink, refuse, warn } from "./problem.js";

/** The two sets of attributes in a document, in the order they are shown. */
const SETS = ["base", "custom"] as const;

/** Whether a document has the shape of Okta's: a profile of built-in and custom definitions. */
export function isOktaDocument(document: object): boolean {
  const definitions = field(document, "definitions");
  if (!isRecord(definitions)) return false;
  const named = SETS.map((set) => field(definitions, set)).filter(isRecord);
  const properties = field(document, "properties");
  const profile = isRecord(properties) ? field(properties, "profile") : undefined;
  const merged = isRecord(profile) && itemsOf(field(profile, "allOf")) !== undefined;
  return named.length > 0 && (merged || named.some((set) => SETS.some((name) => textField(set, "id") === `#${name}`)));
}

/** Reads the document. What Okta says beyond types (permissions, mastering, scope, uniqueness) does not concern expressions. */
export function readOktaDocument(document: object, sink: ProblemSink, formats: Formats): MapType {
  const definitions = field(document, "definitions");
  const attributes = new Map<string, Attribute>();
  let open = false;
  let found = false;
  for (const set of SETS) {
    const definition = isRecord(definitions) ? field(definitions, set) : undefined;
    if (definition === undefined || definition === null) continue;
    found = true;
    const { type } = readPart(document, definition, sink, formats);
    if (type.kind === "map") {
      for (const [name, attribute] of type.attributes) addTo(attributes, name, attribute, sink);
      open ||= type.open && isRecord(definition) && field(definition, "additionalProperties") !== undefined;
    } else if (type.kind !== "unknown") refuseSet(set, sink);
  }
  if (!found)
    refuse(
      sink,
      "",
      "it has neither `definitions.base` nor `definitions.custom`",
      "Give the whole document of Okta's schema API, or use `jsonSchema` for any other.",
    );
  return { kind: "map", attributes, open };
}

function refuseSet(set: string, sink: ProblemSink): void {
  refuse(
    sink,
    `definitions.${set}`,
    "it describes no attributes",
    'Write `"type": "object"` with `properties`, as Okta\'s API gives it.',
  );
}

function addTo(attributes: Map<string, Attribute>, name: string, attribute: Attribute, sink: ProblemSink): void {
  if (attributes.has(name)) {
    warn(sink, "lint/hides-built-in", {
      name,
      effect: "the custom definition is used",
      advice: `Rename the custom attribute \`${name}\`.`,
    });
  }
  // At Okta a boolean may be null even where it is required.
  attributes.set(name, { ...attribute, nullable: attribute.nullable || attribute.type.kind === "boolean" });
}

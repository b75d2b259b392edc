/** Looks over the names a schema declares: which are refused, and which an administrator should know of. */
import type { MapType, Type } from "../types/type.js";
import { joinPath } from "../values/path.js";
import { type ProblemSink, refuse, warn } from "./problem.js";

/** Names that every object of many programming languages answers to, whether it has such an attribute or not. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

/** The one name that is refused everywhere. */
const REFUSED = "__proto__";

/** Reports the names of a schema, at every level. */
export function reviewNames(type: MapType, sink: ProblemSink, path = ""): void {
  const seen = new Map<string, string>();
  for (const [name, attribute] of type.attributes) {
    const at = joinPath(path, name);
    const twin = seen.get(name.toLowerCase());
    seen.set(name.toLowerCase(), twin ?? at);
    if (name === REFUSED) refuse(sink, at, `\`${REFUSED}\` is no name for an attribute`, "Rename it; this name is never read.");
    else if (INHERITED.has(name)) warn(sink, "lint/prototype-name", { name: at });
    if (twin !== undefined) warn(sink, "lint/case-twins", { name: at, other: twin });
    reviewInside(attribute.type, sink, at);
  }
  if (type.rest) reviewInside(type.rest.type, sink, `${path}[*]`);
}

function reviewInside(type: Type, sink: ProblemSink, path: string): void {
  if (type.kind === "map") reviewNames(type, sink, path);
  else if (type.kind === "list") reviewInside(type.element.type, sink, `${path}[]`);
}

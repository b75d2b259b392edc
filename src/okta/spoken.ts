/** What of an expression Okta's claims and group rules do not know: an addition of ours, or the dialect that they are not written in. */
import { checkWithFacts } from "../check/check.js";
import { defineEnvironment, type Environment } from "../context/environment.js";
import { allFunctions } from "../library/all.js";
import type { Node } from "../syntax/ast.js";
import { eachChild } from "../syntax/walk.js";

/** Where Okta has an expression. */
type Place = "claim" | "group-rule";

/** What Okta's claims know of a client. */
const OF_CLIENT = new Set(["id", "clientId", "profile"]);

const OURS = new Set(allFunctions.filter(({ documented }) => documented === "ours").map(({ name }) => name));

const environments = new Map<Place, Environment>();

/** Authorization servers and group rules have Okta's classic dialect, in organizations of either engine. */
function classic(kind: Place): Environment {
  const known = environments.get(kind) ?? defineEnvironment({ kind, dialect: "classic", functions: allFunctions });
  environments.set(kind, known);
  return known;
}

/** The words of an expression that Okta does not know there, each once. */
export function unknownToOkta(value: string, place: Place): string[] {
  const { ast, diagnostics } = checkWithFacts(value, classic(place)).result;
  const words = new Set(diagnostics.flatMap(({ code, data }) => (code === "check/other-dialect" ? String(data.name) : [])));
  const below = [ast];
  for (let node = below.pop(); node !== undefined; node = below.pop()) {
    const word = additionIn(node);
    if (word !== undefined) words.add(word);
    eachChild(node, (child) => below.push(child));
  }
  return [...words];
}

function additionIn(node: Node): string | undefined {
  if (node.kind === "Name" && node.name === "groups") return node.name;
  if (node.kind === "Call" && node.receiver?.kind === "Name") {
    const name = `${node.receiver.name}.${node.name}`;
    return OURS.has(name) ? name : undefined;
  }
  if (node.kind !== "Member" && node.kind !== "Index") return undefined;
  if (node.object.kind !== "Name" || node.object.name !== "app") return undefined;
  const name = node.kind === "Member" ? node.name : node.index.kind === "Literal" ? String(node.index.value) : "";
  return OF_CLIENT.has(name) ? undefined : `app.${name}`;
}

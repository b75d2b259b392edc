/** Reading: paths of the context, elements of brackets, attributes and elements of values. */
import type { Grant, Presence } from "../context/grants.js";
import type { ReadPath } from "../context/paths.js";
import type { Code } from "../diagnostics/codes.js";
import type { ReasonCode } from "../diagnostics/reasons.js";
import type { Node } from "../syntax/ast.js";
import { elementOf } from "./facts.js";
import { type Blame, type Flow, failsOf, flow, ofType } from "./flow.js";
import { at, type Pass } from "./pass.js";
import { pathParts } from "./reads.js";
import { typeOf } from "./state.js";

/** The root's presence on the grant, then null at any step whose type allows it. */
export function pathFlow(pass: Pass, path: ReadPath, node: Node): Flow {
  const { root } = path;
  const presence = presenceOn(pass.grant, root.needs);
  const because: Blame[] = [];
  if (root.needs && presence !== "present")
    because.push({
      code: absentCode(pass.grant, root.needs),
      path: path.text,
      span: node.span,
      ...(root.absentHint ? { hint: root.absentHint } : {}),
    });
  if (presence === "absent") return flow({ canNull: true, canValue: false, because });
  if (root.missing) because.push({ code: root.missing, path: root.name, span: node.span });
  else if (path.keys.length === 0 && !root.needs && !root.always)
    because.push({ code: root.unset, path: path.text, span: node.span });
  const fails = new Set<Code>();
  path.types.forEach((typed, index) => {
    const hidden = root.layout === "app" && index === 0 && path.keys.length > 1;
    if (typed.nullable && !hidden) because.push({ code: root.unset, path: pathParts(path, index + 1), span: node.span });
    if (typed.type.kind === "unknown" && index < path.types.length - 1) fails.add("run/not-a-map");
  });
  return ofType(path.typed, because, fails);
}

function presenceOn(grant: Grant, needs: "user" | "appuser" | "session" | undefined): Presence {
  if (needs === undefined) return "present";
  return needs === "appuser" && grant.user === "absent" ? "absent" : grant[needs];
}

function absentCode(grant: Grant, needs: "user" | "appuser" | "session"): ReasonCode {
  if (needs === "session") return "needs-session";
  return needs === "appuser" && grant.user === "present" && grant.appuser !== "absent" ? "needs-assignment" : "needs-user";
}

/** The element of the brackets, or an attribute of it. */
export function elementFlow(pass: Pass, node: Node & { kind: "Name" }): Flow {
  const meaning = pass.state.facts.meanings[node.id];
  const typed = typeOf(pass.state, node);
  if (meaning === "subject") return ofType(typed, []);
  const element = elementOf(pass.state.facts, node.id);
  const nullable = typed.nullable || element.nullable;
  const loose = meaning === "element" && element.type.kind === "unknown";
  const because: Blame[] = nullable ? [{ code: "unset", path: node.name, span: node.span }] : [];
  return ofType(typed, because, new Set<Code>(loose ? ["run/not-a-map"] : []));
}

/** An attribute of a computed value. */
export function memberFlow(pass: Pass, node: Node, object: Node, more: readonly Code[]): Flow {
  const holder = at(pass, object);
  const type = typeOf(pass.state, object).type.kind;
  const typed = typeOf(pass.state, node);
  const because: Blame[] = [...holder.because];
  if (typed.nullable)
    because.push({ code: "unset", path: pass.state.source.slice(node.span.start, node.span.end), span: node.span });
  const fails = failsOf([holder], type === "unknown" ? [...more, "run/not-a-map"] : more);
  if (!holder.canValue) return flow({ canNull: holder.canNull, canValue: false, because: holder.because, fails });
  const inside = ofType(typed, because, fails);
  return flow({ ...inside, canNull: inside.canNull || holder.canNull, because });
}

/** An element by position, or an attribute by a computed name. */
export function indexFlow(pass: Pass, node: Node & { kind: "Index" }): Flow {
  const [holder, index] = [at(pass, node.object), at(pass, node.index)];
  const container = typeOf(pass.state, node.object).type.kind;
  const fails: Code[] = [];
  const loose = container === "unknown" || typeOf(pass.state, node.index).type.kind === "unknown";
  if (loose) fails.push("run/index-type");
  if (container !== "map" && !index.values?.every((value) => typeof value !== "number" || value >= 0))
    fails.push("run/negative-index");
  const code: ReasonCode = container === "list" ? "index-out-of-range" : "unset";
  const because: Blame[] = [...holder.because, ...index.because, { code, span: node.span }];
  return flow({ canNull: true, canValue: holder.canValue && index.canValue, because, fails: failsOf([holder, index], fails) });
}

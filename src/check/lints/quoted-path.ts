/** A path in quotes, which is only a text. */
import { type Look, tell } from "./look.js";

const PATH_TEXT = /^\s*([A-Za-z_$][\w$]*)(?:\s*\??\.\s*[A-Za-z_$][\w$]*|\s*\[\s*(?:"[^"]*"|'[^']*'|\d+)\s*\])+\s*$/;

/** `"app.system_home"` in quotes is that text; most who write it want the attribute. */
export function quotedPath(look: Look): void {
  const { root, state } = look;
  if (root.kind !== "Literal" || typeof root.value !== "string") return;
  const match = PATH_TEXT.exec(root.value);
  if (!match || !state.env.roots.has(match[1] as string)) return;
  const fixes = [{ title: "Remove the quotes", edits: [{ span: root.span, text: root.value }] }];
  tell(look, root, "lint/quoted-path", { text: root.value }, { fixes });
}

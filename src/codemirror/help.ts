/** What is shown while somebody writes: diagnostics with fixes, proposals, hover and the signature of the call around the cursor. */
/// <reference lib="dom" />
import {
  acceptCompletion,
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  startCompletion,
} from "@codemirror/autocomplete";
import { linter, type Diagnostic as Shown } from "@codemirror/lint";
import { type EditorState, type Extension, StateField } from "@codemirror/state";
import { EditorView, hoverTooltip, keymap, showTooltip, type Tooltip } from "@codemirror/view";
import type { Verdict } from "../check/grants.js";
import type { Diagnostic, Fix } from "../diagnostics/diagnostic.js";
import { complete, hover, signature } from "../editor/index.js";
import { bringsSettings, diagnosticsOf, settingsField } from "./settings.js";

/** Applies a fix. */
function apply(view: EditorView, fix: Fix): void {
  view.dispatch({
    changes: fix.edits.map(({ span, text }) => ({ from: span.start, to: span.end, insert: text })),
    userEvent: "input.fix",
  });
}

/** Applies the first fix of what is wrong at the cursor, or else of what is wrong first; bound to Ctrl-. or Cmd-. */
export function fixExpression(view: EditorView): boolean {
  const mendable = diagnosticsOf(view.state).filter(({ fixes = [] }) => fixes.length > 0);
  const { head } = view.state.selection.main;
  const [fix] = (mendable.find(({ span }) => span.start <= head && head <= span.end) ?? mendable[0])?.fixes ?? [];
  if (!fix || view.state.readOnly) return false;
  apply(view, fix);
  return true;
}

const SEVERITY = { error: "error", warning: "warning", hint: "hint" } as const;

function shown(view: EditorView, diagnostic: Diagnostic): Shown {
  const { message, hint } = view.state.field(settingsField).translate?.(diagnostic) ?? diagnostic;
  return {
    from: diagnostic.span.start,
    to: diagnostic.span.end,
    severity: SEVERITY[diagnostic.severity],
    source: diagnostic.code,
    message: hint === undefined ? message : `${message}\n${hint}`,
    actions: (diagnostic.fixes ?? []).map((fix) => ({
      name: fix.title.replaceAll("`", ""),
      apply: (target) => apply(target, fix),
    })),
  };
}

/** Diagnostics under their spans; of an empty text there is nothing to mark. */
export function claimsLint(delay: number): Extension {
  const source = (view: EditorView): Shown[] =>
    /\S/.test(view.state.doc.toString()) ? diagnosticsOf(view.state).map((entry) => shown(view, entry)) : [];
  return linter(source, { delay, needsRefresh: (update) => update.transactions.some(bringsSettings) });
}

/** CodeMirror's names of what ours are, for its icons. */
const ICONS: Readonly<Record<string, string>> = {
  root: "variable",
  attribute: "property",
  function: "function",
  method: "method",
  family: "namespace",
  value: "enum",
  keyword: "keyword",
  operator: "keyword",
  key: "property",
};

function propose(context: CompletionContext): CompletionResult | null {
  const { from, to, options } = complete(context.state.doc.toString(), context.pos, context.state.field(settingsField).environment);
  if (
    options.length === 0 ||
    (!context.explicit && from === context.pos && !/[.("'=<>{,?:!]\s*$/.test(context.state.sliceDoc(0, context.pos)))
  )
    return null;
  const proposals = options.map(
    ({ label, kind, insert, type, detail, info }, index): Completion => ({
      label,
      type: ICONS[kind] ?? kind,
      apply: insert ?? label,
      detail: kind === "function" || kind === "method" ? (type ?? "") : [type, detail].filter((part) => part).join(" · "),
      ...(info === undefined ? {} : { info }),
      // The order is ours: what fits the type comes first.
      boost: 99 - Math.min(index, 198),
      ...(kind === "root" || kind === "attribute" ? { commitCharacters: ["."] } : {}),
    }),
  );
  return { from, to, options: proposals, filter: false };
}

/** Proposals, taken by Enter or Tab; choosing a function goes on with its arguments. */
export function claimsCompletion(): Extension {
  return [
    autocompletion({ override: [propose], icons: false, closeOnBlur: true }),
    keymap.of([{ key: "Tab", run: acceptCompletion }]),
    EditorView.updateListener.of((update) => {
      // A list that scrolls can be reached with keys, or readers of screens are kept from its end.
      update.view.dom.querySelector(".cm-tooltip-autocomplete > ul")?.setAttribute("tabindex", "0");
      const accepted = update.transactions.some((transaction) => transaction.isUserEvent("input.complete"));
      if (accepted && update.state.sliceDoc(0, update.state.selection.main.head).endsWith("(")) startCompletion(update.view);
    }),
  ];
}

function element(kind: string, text: string, parent: HTMLElement): HTMLElement {
  const made = document.createElement("div");
  made.className = `cm-claims-${kind}`;
  made.textContent = text;
  parent.append(made);
  return made;
}

const VERDICTS: Readonly<Record<Verdict["verdict"], string>> = {
  always: "always a value",
  sometimes: "sometimes a value",
  never: "never a value",
  error: "an error",
};

/** Grants that agree share a line. */
function verdictLines(verdicts: Readonly<Record<string, Verdict>>): string[] {
  const grouped = new Map<string, string[]>();
  for (const [grant, verdict] of Object.entries(verdicts)) {
    const codes = [...new Set(verdict.because.map((blame) => blame.code))].join(", ");
    const line = `${VERDICTS[verdict.verdict]}${codes ? ` (${codes})` : ""}`;
    grouped.set(line, [...(grouped.get(line) ?? []), grant]);
  }
  return [...grouped].map(([line, grants]) => (grouped.size === 1 ? `on every grant: ${line}` : `${grants.join(", ")}: ${line}`));
}

/** Hover. */
export function claimsHover(): Extension {
  return hoverTooltip((view, position) => {
    const found = hover(view.state.doc.toString(), position, view.state.field(settingsField).environment);
    if (!found) return null;
    return {
      pos: found.from,
      end: found.to,
      create: () => {
        const dom = document.createElement("div");
        dom.className = "cm-claims-hover";
        element("title", found.type && !found.title.includes("→") ? `${found.title}: ${found.type}` : found.title, dom);
        if (found.doc) element("doc", found.doc, dom);
        for (const line of found.verdicts ? verdictLines(found.verdicts) : []) element("verdict", line, dom);
        return { dom };
      },
    };
  });
}

/** The signature around the cursor as a tooltip. */
function signatureTooltip(state: EditorState): Tooltip | null {
  const { head, empty } = state.selection.main;
  const found = empty ? signature(state.doc.toString(), head, state.field(settingsField).environment) : undefined;
  const [best] = found?.signatures ?? [];
  if (!found || !best) return null;
  return {
    pos: head,
    above: true,
    strictSide: true,
    arrow: false,
    create: () => {
      const dom = document.createElement("div");
      dom.className = "cm-claims-signature";
      const open = best.label.indexOf("(");
      dom.append(best.label.slice(0, open + 1));
      best.parameters.forEach(({ name, type, repeats }, index) => {
        const part = document.createElement(index === found.active ? "strong" : "span");
        part.textContent = `${repeats ? "…" : ""}${name}: ${type}`;
        dom.append(index > 0 ? ", " : "", part);
      });
      dom.append(")");
      return { dom };
    },
  };
}

const signatureField = StateField.define<Tooltip | null>({
  create: signatureTooltip,
  update: (tooltip, transaction) =>
    transaction.docChanged || transaction.selection || bringsSettings(transaction) ? signatureTooltip(transaction.state) : tooltip,
  provide: (field) => showTooltip.from(field),
});

/** Signature help. */
export function claimsSignature(): Extension {
  return signatureField;
}

/** How what is shown looks, in the colours of the page. */
export const claimsPanels = EditorView.baseTheme({
  ".cm-claims-hover, .cm-claims-signature": { padding: "6px 10px", maxWidth: "46em", fontSize: "0.9em", lineHeight: "1.45" },
  ".cm-claims-title": { fontFamily: "monospace", fontWeight: "600", whiteSpace: "pre-wrap" },
  ".cm-claims-doc": { marginTop: "4px" },
  ".cm-claims-verdict": { marginTop: "4px", opacity: "0.85" },
  ".cm-claims-signature": { fontFamily: "monospace" },
  "&:not(.cm-focused) .cm-claims-signature": { display: "none" },
  // CodeMirror's own underlines are images, which `default-src 'none'` forbids.
  ".cm-lintRange.cm-lintRange": { backgroundImage: "none", textUnderlineOffset: "3px", textDecorationSkipInk: "none" },
  ".cm-lintRange.cm-lintRange-error": { textDecoration: "underline wavy #d9363e" },
  ".cm-lintRange.cm-lintRange-warning": { textDecoration: "underline wavy #c77700" },
  ".cm-lintRange.cm-lintRange-hint": { textDecoration: "underline dotted #6b7fd7" },
});

/** `claims-el/element`: the form element `<claims-expression>`, an editor for one expression with a value, a validity and events. */
/// <reference lib="dom" />
import { history, historyKeymap, standardKeymap } from "@codemirror/commands";
import { Compartment, EditorState } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import type { Environment } from "../context/environment.js";
import { defineEnvironment } from "../context/environment.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnose } from "../editor/index.js";
import { claimsExpression } from "./index.js";
import { diagnosticsOf, type Settings, setSettings, type Translate } from "./settings.js";

/** What an `input` or `change` event tells. */
export interface ExpressionChange {
  readonly value: string;
  readonly valid: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** The attributes that the element looks at. */
const ATTRIBUTES = ["value", "readonly", "disabled", "required", "placeholder", "aria-label", "result-type"] as const;

/**
 * Defines the element.
 *
 * @param name the tag; `claims-expression` where absent. A second call with the same name does nothing.
 * @example
 * defineClaimsExpression();
 * const field = document.querySelector("claims-expression");
 * field.environment = defineEnvironment({ app: { system_home: "text?" } });
 * field.addEventListener("change", (event) => console.log(event.detail.value, event.detail.valid));
 */
export function defineClaimsExpression(name = "claims-expression"): void {
  if (!customElements.get(name)) customElements.define(name, makeElement());
}

/** The element's own face, for hosts that use TypeScript. */
export interface ClaimsExpressionElement extends HTMLElement {
  value: string;
  environment: Environment;
  /** The type the result must have, as schemas write it, such as `boolean`; any that the kind allows where absent. The attribute `result-type`. */
  resultType: string | undefined;
  /** The host's own words for every message, made from a diagnostic's `code` and `data`. */
  translateDiagnostic: Translate | undefined;
  name: string;
  disabled: boolean;
  readOnly: boolean;
  required: boolean;
  readonly form: HTMLFormElement | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly validity: ValidityState;
  readonly validationMessage: string;
  readonly willValidate: boolean;
  checkValidity(): boolean;
  reportValidity(): boolean;
}

/** Whether there is nothing in a text that could be an expression. */
const isBlank = (text: string) => text.trim() === "";

// The class is made inside a function, so that this file can be loaded where there is no document.
function makeElement(): CustomElementConstructor {
  return class extends HTMLElement {
    static readonly formAssociated = true;
    static readonly observedAttributes = ATTRIBUTES;
    readonly #internals = this.attachInternals();
    readonly #editing = new Compartment();
    readonly #hint = new Compartment();
    #view: EditorView | undefined;
    #value = "";
    #settings: Settings = { environment: defineEnvironment(), resultType: undefined, translate: undefined };
    #diagnostics: readonly Diagnostic[] = [];
    #committed = "";

    constructor() {
      super();
      // A label that is clicked clicks its field.
      this.addEventListener("click", ({ target }) => target === this && this.focus());
    }

    connectedCallback(): void {
      if (this.#view) return;
      if (this.#value === "") this.#value = this.getAttribute("value") ?? "";
      this.#committed = this.#value;
      this.#view = this.#makeView();
      // What the browser tells of the text inside is no event of this field.
      this.#view.dom.addEventListener("input", (event) => event.stopPropagation());
      this.#validate();
    }

    disconnectedCallback(): void {
      this.#view?.destroy();
      this.#view = undefined;
    }

    attributeChangedCallback(attribute: string, _before: string | null, value: string | null): void {
      if (attribute === "value" && !this.#view) this.#value = value ?? "";
      if (attribute === "result-type") this.#set({ resultType: value ?? undefined });
      if (attribute === "placeholder") this.#view?.dispatch({ effects: this.#hint.reconfigure(placeholder(value ?? "")) });
      this.#refresh();
    }

    formDisabledCallback(): void {
      this.#refresh();
    }

    formResetCallback(): void {
      this.value = this.getAttribute("value") ?? "";
    }

    formStateRestoreCallback(state: string): void {
      this.value = state;
    }

    get value(): string {
      return this.#value;
    }

    set value(text: string) {
      this.#value = text;
      this.#committed = text;
      if (this.#view) this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text } });
      else this.#validate();
    }

    get environment(): Environment {
      return this.#settings.environment;
    }

    set environment(environment: Environment) {
      this.#set({ environment });
    }

    get resultType(): string | undefined {
      return this.#settings.resultType;
    }

    set resultType(resultType: string | undefined) {
      this.#set({ resultType });
    }

    get translateDiagnostic(): Translate | undefined {
      return this.#settings.translate;
    }

    set translateDiagnostic(translate: Translate | undefined) {
      this.#set({ translate });
    }

    get diagnostics(): readonly Diagnostic[] {
      return this.#diagnostics;
    }

    get form(): HTMLFormElement | null {
      return this.#internals.form;
    }

    get name(): string {
      return this.getAttribute("name") ?? "";
    }

    set name(name: string) {
      this.setAttribute("name", name);
    }

    get disabled(): boolean {
      return this.hasAttribute("disabled");
    }

    set disabled(disabled: boolean) {
      this.toggleAttribute("disabled", disabled);
    }

    get readOnly(): boolean {
      return this.hasAttribute("readonly");
    }

    set readOnly(readOnly: boolean) {
      this.toggleAttribute("readonly", readOnly);
    }

    get required(): boolean {
      return this.hasAttribute("required");
    }

    set required(required: boolean) {
      this.toggleAttribute("required", required);
    }

    get validity(): ValidityState {
      return this.#internals.validity;
    }

    get validationMessage(): string {
      return this.#internals.validationMessage;
    }

    get willValidate(): boolean {
      return this.#internals.willValidate;
    }

    checkValidity(): boolean {
      return this.#internals.checkValidity();
    }

    reportValidity(): boolean {
      return this.#internals.reportValidity();
    }

    override focus(): void {
      this.#view?.focus();
    }

    #makeView(): EditorView {
      const nonce = this.nonce || this.getAttribute("nonce");
      const { environment, resultType, translate } = this.#settings;
      return new EditorView({
        parent: this,
        state: EditorState.create({
          doc: this.#value,
          extensions: [
            nonce ? EditorView.cspNonce.of(nonce) : [],
            history(),
            // Tab goes to the next field.
            keymap.of([...standardKeymap, ...historyKeymap]),
            claimsExpression({ environment, ...(resultType ? { resultType } : {}), ...(translate ? { translate } : {}) }),
            EditorView.lineWrapping,
            this.#editing.of(this.#editable()),
            this.#hint.of(placeholder(this.getAttribute("placeholder") ?? "")),
            EditorView.contentAttributes.of((view) => this.#told(view.state)),
            EditorView.updateListener.of((update) => {
              if (update.docChanged) this.#changed(update.state.doc.toString());
              if (update.focusChanged && !update.view.hasFocus) this.#commit();
            }),
          ],
        }),
      });
    }

    /** What screen readers are told. */
    #told(state: EditorState): Record<string, string> {
      const label = Array.from(this.#internals.labels, ({ textContent }) => textContent?.trim() ?? "").join(" ");
      const text = state.doc.toString();
      const invalid = !isBlank(text) && diagnosticsOf(state).some(({ severity }) => severity === "error");
      return {
        "aria-label": this.getAttribute("aria-label") ?? (label || "Claims expression"),
        "aria-multiline": "true",
        "aria-invalid": String(invalid),
        "aria-required": String(this.required),
        "aria-readonly": String(this.readOnly),
        "aria-disabled": String(this.matches(":disabled")),
        tabindex: this.matches(":disabled") ? "-1" : "0",
      };
    }

    #editable() {
      const fixed = this.readOnly || this.matches(":disabled");
      return [EditorState.readOnly.of(fixed), EditorView.editable.of(!fixed)];
    }

    #set(settings: Partial<Settings>): void {
      this.#settings = { ...this.#settings, ...settings };
      if (this.#view) setSettings(this.#view, settings);
      this.#validate();
    }

    /** Looks again at the attributes. */
    #refresh(): void {
      this.#view?.dispatch({ effects: this.#editing.reconfigure(this.#editable()) });
      this.#validate();
    }

    #changed(text: string): void {
      const set = text === this.#value;
      this.#value = text;
      this.#validate();
      // What the host sets itself is no news to it.
      if (!set) this.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: this.#detail() }));
    }

    #commit(): void {
      if (this.#value === this.#committed) return;
      this.#committed = this.#value;
      this.dispatchEvent(new CustomEvent("change", { bubbles: true, detail: this.#detail() }));
    }

    #detail(): ExpressionChange {
      return { value: this.#value, valid: this.#internals.validity.valid, diagnostics: this.#diagnostics };
    }

    #validate(): void {
      this.#internals.setFormValue(this.#value);
      const found = this.#view ? diagnosticsOf(this.#view.state) : diagnose(this.#value, this.environment, this.#settings);
      // An empty field says nothing wrong, unless something has to stand in it.
      this.#diagnostics = isBlank(this.#value) && !this.required ? [] : found;
      const error = this.#diagnostics.find(({ severity }) => severity === "error");
      if (!error) {
        this.#internals.setValidity({});
        return;
      }
      const flags: ValidityStateFlags = isBlank(this.#value)
        ? { valueMissing: true }
        : error.code === "check/result-type"
          ? { typeMismatch: true }
          : { customError: true };
      const { message } = this.#settings.translate?.(error) ?? error;
      if (this.#view) this.#internals.setValidity(flags, message, this.#view.contentDOM);
      else this.#internals.setValidity(flags, message);
    }
  };
}

/** `claims-el/element`: the form element `<claims-expression>`, an editor for one expression with a value, a validity and events. */
/// <reference lib="dom" />
import { history, historyKeymap, standardKeymap } from "@codemirror/commands";
import { Compartment, EditorState } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { check } from "../check/check.js";
import type { Environment } from "../context/environment.js";
import { defineEnvironment } from "../context/environment.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { claimsExpression, setEnvironment, type Translate } from "./index.js";

/** What a `change` event tells. */
export interface ExpressionChange {
  readonly value: string;
  readonly valid: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** The attributes that the element looks at. */
const ATTRIBUTES = ["value", "readonly", "disabled", "placeholder", "aria-label", "nonce", "required"] as const;

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
  /** The type the result must have, such as `boolean`; any that a token can carry where absent. */
  resultType: string | undefined;
  translateDiagnostic: Translate | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly validity: ValidityState;
  checkValidity(): boolean;
  reportValidity(): boolean;
}

// The class is made inside a function, so that this file can be loaded where there is no document.
function makeElement(): CustomElementConstructor {
  return class extends HTMLElement {
    static readonly formAssociated = true;
    static readonly observedAttributes = ATTRIBUTES;
    readonly #internals = this.attachInternals();
    readonly #editable = new Compartment();
    readonly #hint = new Compartment();
    #view: EditorView | undefined;
    #value = "";
    #environment: Environment = defineEnvironment();
    #resultType: string | undefined;
    #translate: Translate | undefined;
    #diagnostics: readonly Diagnostic[] = [];
    #committed = "";

    connectedCallback(): void {
      if (this.#view) return;
      if (this.#value === "") this.#value = this.getAttribute("value") ?? "";
      this.#committed = this.#value;
      const nonce = this.nonce || this.getAttribute("nonce");
      this.#view = new EditorView({
        parent: this,
        state: EditorState.create({
          doc: this.#value,
          extensions: [
            nonce ? EditorView.cspNonce.of(nonce) : [],
            history(),
            keymap.of([...standardKeymap, ...historyKeymap]),
            claimsExpression({
              environment: this.#environment,
              ...(this.#translate ? { translate: (entry) => (this.#translate as Translate)(entry) } : {}),
            }),
            EditorView.lineWrapping,
            this.#editable.of(this.#editing()),
            this.#hint.of(placeholder(this.getAttribute("placeholder") ?? "")),
            EditorView.contentAttributes.of(() => ({
              "aria-label": this.getAttribute("aria-label") ?? "Claims expression",
              "aria-multiline": "true",
              tabindex: "0",
            })),
            EditorView.updateListener.of((update) => {
              if (update.docChanged) this.#changed(update.state.doc.toString(), "input");
              if (update.focusChanged && !update.view.hasFocus) this.#commit();
            }),
          ],
        }),
      });
      this.#validate();
    }

    disconnectedCallback(): void {
      this.#view?.destroy();
      this.#view = undefined;
    }

    attributeChangedCallback(attribute: string, _before: string | null, value: string | null): void {
      if (attribute === "value" && !this.#view) this.#value = value ?? "";
      if (attribute === "readonly" || attribute === "disabled")
        this.#view?.dispatch({ effects: this.#editable.reconfigure(this.#editing()) });
      if (attribute === "placeholder") this.#view?.dispatch({ effects: this.#hint.reconfigure(placeholder(value ?? "")) });
      if (attribute === "required" || attribute === "disabled") this.#validate();
    }

    formDisabledCallback(): void {
      this.#view?.dispatch({ effects: this.#editable.reconfigure(this.#editing()) });
      this.#validate();
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
      const { doc } = this.#view?.state ?? {};
      if (this.#view && doc) this.#view.dispatch({ changes: { from: 0, to: doc.length, insert: text } });
      else this.#changed(text, undefined);
      this.#committed = text;
    }

    get environment(): Environment {
      return this.#environment;
    }

    set environment(environment: Environment) {
      this.#environment = environment;
      if (this.#view) setEnvironment(this.#view, environment);
      this.#validate();
    }

    get resultType(): string | undefined {
      return this.#resultType;
    }

    set resultType(type: string | undefined) {
      this.#resultType = type;
      this.#validate();
    }

    get translateDiagnostic(): Translate | undefined {
      return this.#translate;
    }

    set translateDiagnostic(translate: Translate | undefined) {
      this.#translate = translate;
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

    #editing() {
      const fixed = this.hasAttribute("readonly") || this.hasAttribute("disabled") || this.matches(":disabled");
      return [EditorState.readOnly.of(fixed), EditorView.editable.of(!fixed)];
    }

    #changed(text: string, event: "input" | undefined): void {
      this.#value = text;
      this.#validate();
      if (event) this.dispatchEvent(new CustomEvent(event, { bubbles: true, detail: this.#detail() }));
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
      const anchor = this.#view?.contentDOM;
      const invalid = (flags: ValidityStateFlags, message: string): void =>
        anchor ? this.#internals.setValidity(flags, message, anchor) : this.#internals.setValidity(flags, message);
      if (this.#value.trim() === "") {
        this.#diagnostics = [];
        if (this.hasAttribute("required")) invalid({ valueMissing: true }, "Write an expression.");
        else this.#internals.setValidity({});
        return;
      }
      const result = check(this.#value, this.#environment);
      this.#diagnostics = result.diagnostics;
      const error = result.diagnostics.find((entry) => entry.severity === "error");
      const type = result.type.replace(/\?$/, "");
      if (error) invalid({ customError: true }, this.#translate?.(error).message ?? error.message);
      else if (this.#resultType !== undefined && type !== this.#resultType && type !== "unknown")
        invalid({ typeMismatch: true }, `The expression gives ${type}, but ${this.#resultType} is wanted.`);
      else this.#internals.setValidity({});
    }
  };
}

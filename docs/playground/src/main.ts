/** The playground: reads what is written, and draws what becomes of it after every change. */
import type { Diagnostic } from "claims-el";
import type { ClaimExplanation, ClaimSet, IssueRequest, PreviewedToken } from "claims-el/claims";
import { claimsExpression, formatExpression, setEnvironment } from "claims-el/codemirror";
import { dataColours } from "./data-colours.js";
import { drawInto, fill, find, make } from "./dom.js";
import { type Field, makeField, setDark } from "./editors.js";
import { EXAMPLES, OPENING } from "./examples.js";
import { drawExplanation } from "./explanation.js";
import { type Model, modelOf } from "./model.js";
import { drawProblems, drawToken, drawVerdicts } from "./results.js";
import { fromFragment, type State, toFragment } from "./state.js";

let state: State = fromFragment(location.hash, OPENING) ?? OPENING;
let model: Model = modelOf(state);
/** What the last text without an error made: it stays in sight while the next one is half typed. */
let lastSet = model.set;

const wrote = (field: "expression" | "schemas" | "document" | "data", editor: () => Field) => () =>
  change({ [field]: editor().get() });
const expression: Field = makeField(
  find("expression"),
  "Expression",
  claimsExpression(model.environment ? { environment: model.environment } : {}),
  wrote("expression", () => expression),
);
const schemas: Field = makeField(
  find("schemas"),
  "Schemas, JSON",
  dataColours(),
  wrote("schemas", () => schemas),
);
const documentText: Field = makeField(
  find("document"),
  "Claims document, YAML or JSON",
  dataColours(),
  wrote("document", () => documentText),
);
const data: Field = makeField(
  find("data"),
  "Data, JSON",
  dataColours(),
  wrote("data", () => data),
);

const selects = {
  client: find<HTMLSelectElement>("client"),
  grant: find<HTMLSelectElement>("grant"),
  token: find<HTMLSelectElement>("token"),
  claim: find<HTMLSelectElement>("claim"),
};
const withUser = find<HTMLInputElement>("with-user");

function change(part: Partial<State>): void {
  state = { ...state, ...part };
  const before = model.environment;
  model = modelOf(state);
  if (part.mode !== undefined) lastSet = undefined;
  lastSet = model.set ?? lastSet;
  if (state.mode === "expression" && model.environment && model.environment !== before)
    setEnvironment(expression.view, model.environment);
  draw();
}

/** Puts a whole state into the fields. */
function show(next: State): void {
  expression.set(next.expression);
  schemas.set(next.schemas);
  documentText.set(next.document);
  data.set(next.data);
  change(next);
}

/** The data beside the client: nobody, unless that is ticked. */
function contextOf(): Record<string, unknown> {
  const { user: _user, appuser: _appuser, groups: _groups, session: _session, directory: _directory, ...always } = model.person;
  return state.withUser ? { ...model.person } : always;
}

function tokensOf(set: ClaimSet): readonly PreviewedToken[] {
  return set.preview({ ...(state.client ? { client: state.client } : {}), grant: state.grant, context: contextOf() }).tokens;
}

function explain(set: ClaimSet): ClaimExplanation | undefined {
  const request = {
    grant: state.grant,
    token: state.token as IssueRequest["token"],
    ...(state.client ? { client: state.client } : {}),
    context: contextOf(),
  };
  return state.claim ? set.explain(request, state.claim) : undefined;
}

function grantsOf(set: ClaimSet): string[] {
  const client = set.document.clients?.find(({ clientId }) => clientId === state.client);
  const all = [...set.environment.grants.keys()];
  return Array.isArray(client?.grants)
    ? all.filter((grant) => client.grants?.includes(grant))
    : ["client_credentials", ...all.filter((grant) => grant !== "client_credentials")];
}

function drawResults(set: ClaimSet): void {
  const client = fill(
    selects.client,
    (set.document.clients ?? []).map(({ clientId }) => clientId),
    state.client,
  );
  state = { ...state, client };
  state = { ...state, grant: fill(selects.grant, grantsOf(set), state.grant) };
  const tokens = tokensOf(set);
  const token = fill(
    selects.token,
    tokens.map((each) => each.token),
    state.token,
  );
  const verdicts = set.verdicts();
  const claim = fill(
    selects.claim,
    verdicts.map(({ name }) => name),
    state.claim,
    2,
  );
  state = { ...state, token, claim };
  const chosen = tokens.find((each) => each.token === token);
  find("token-size").textContent = chosen ? `${chosen.bytes} bytes` : "";
  drawInto("preview", [chosen, claim], () => [drawToken(chosen, claim, (name) => change({ claim: name }))]);
  drawExplanation(find("explain"), explain(set));
  find("verdict-claim").textContent = verdicts.length > 1 ? claim : "before there is any token";
  const verdict = verdicts.find(({ name }) => name === claim)?.verdicts;
  drawInto("verdicts", verdict, () => [drawVerdicts(verdict)]);
}

function drawNothing(): void {
  find("token-size").textContent = "";
  const wait = "The token shows here as soon as there is no error left.";
  drawInto("preview", wait, () => [make("p", { class: "empty" }, wait)]);
}

function drawProblemLists(): void {
  const inExpression = state.mode === "expression" ? model.problems.filter(({ keys }) => keys[0] === "claims") : [];
  const go = (field: Field, start: number, end: number) => {
    field.view.dispatch({ selection: { anchor: start, head: end }, scrollIntoView: true });
    field.view.focus();
  };
  const fix = (problem: Diagnostic, index: number) => {
    const edits = problem.fixes?.[index]?.edits ?? [];
    expression.view.dispatch({ changes: edits.map(({ span, text }) => ({ from: span.start, to: span.end, insert: text })) });
    expression.view.focus();
  };
  drawInto("problems", inExpression, () => drawProblems(inExpression, ({ span }) => go(expression, span.start, span.end), fix));
  const placed =
    state.mode === "document" ? model.problems.map((entry) => ({ ...entry, where: `Line ${entry.position.line}` })) : [];
  drawInto("document-problems", placed, () =>
    drawProblems(
      placed,
      (problem) => {
        const { place } = problem as (typeof placed)[number];
        go(documentText, place.start, place.end);
      },
      undefined,
    ),
  );
  find("schemas-problem").textContent = model.schemasProblem;
  find("data-problem").textContent = model.dataProblem;
}

function draw(): void {
  const isDocument = state.mode === "document";
  find("expression-card").hidden = find("schemas-card").hidden = isDocument;
  find("document-card").hidden = !isDocument;
  find("mode-expression").setAttribute("aria-pressed", String(!isDocument));
  find("mode-document").setAttribute("aria-pressed", String(isDocument));
  withUser.checked = state.withUser;
  drawProblemLists();
  for (const id of ["controls", "explain-card", "verdict-card"]) find(id).hidden = !lastSet;
  find("stale").hidden = !lastSet || lastSet === model.set;
  if (lastSet) drawResults(lastSet);
  else drawNothing();
  const wrong = model.problems.filter(({ severity }) => severity === "error").length;
  const said = wrong === 0 ? "" : wrong === 1 ? "One error." : `${wrong} errors.`;
  if (find("status").textContent !== said) find("status").textContent = said;
  if (!find("share-panel").hidden) drawLink();
}

function drawLink(): void {
  const withData = find<HTMLInputElement>("share-data").checked;
  find<HTMLInputElement>("link").value = `${location.href.replace(/#.*$/, "")}${toFragment(state, withData)}`;
  find("copied").textContent = "";
}

function wire(): void {
  const gallery = find<HTMLSelectElement>("example");
  gallery.append(...EXAMPLES.map(({ title }, index) => make("option", { value: String(index) }, title)));
  const tell = () => (find("about").textContent = EXAMPLES[Number(gallery.value)]?.about ?? "");
  gallery.addEventListener("change", () => {
    tell();
    show({ ...OPENING, ...EXAMPLES[Number(gallery.value)]?.state });
  });
  if (state === OPENING) tell();
  for (const name of ["client", "grant", "token", "claim"] as const)
    selects[name].addEventListener("change", () => change({ [name]: selects[name].value }));
  withUser.addEventListener("change", () => {
    // Nobody is signed in on a machine's grant: the tick goes on to one where somebody is.
    const person = withUser.checked && state.grant === "client_credentials" ? { grant: "authorization_code" } : {};
    change({ withUser: withUser.checked, ...person });
  });
  find("mode-expression").addEventListener("click", () => change({ mode: "expression" }));
  find("mode-document").addEventListener("click", () => change({ mode: "document" }));
  find("format").addEventListener("click", () => formatExpression(expression.view));
  find("share").addEventListener("click", () => {
    const panel = find("share-panel");
    panel.hidden = !panel.hidden;
    find("share").setAttribute("aria-expanded", String(!panel.hidden));
    if (!panel.hidden) drawLink();
  });
  find("share-data").addEventListener("change", drawLink);
  find("copy").addEventListener("click", async () => {
    const link = find<HTMLInputElement>("link");
    link.select();
    const copied = await navigator.clipboard?.writeText(link.value).then(
      () => true,
      () => false,
    );
    find("copied").textContent = copied ? "Copied." : "The link is selected: copy it with the keyboard.";
  });
  window.addEventListener("hashchange", () => {
    const linked = fromFragment(location.hash, OPENING);
    if (linked) show(linked);
  });
}

function theme(): void {
  const button = find("theme");
  const set = (dark: boolean) => {
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    button.setAttribute("aria-pressed", String(dark));
    setDark(dark);
  };
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  set(system.matches);
  system.addEventListener("change", (event) => set(event.matches));
  button.addEventListener("click", () => set(button.getAttribute("aria-pressed") !== "true"));
}

theme();
wire();
show(state);

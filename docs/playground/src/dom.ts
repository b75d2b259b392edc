/** Makes and finds elements. Text is always set as text, never as markup. */

type Child = Node | string | undefined;

/** Makes an element with a class, attributes and children. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** The element of the page with an id. */
export function find<E extends HTMLElement = HTMLElement>(id: string): E {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}.`);
  return element as E;
}

/** Fills a choice, keeping what is chosen where it is still there; hidden with its label where there are fewer than is worth a choice. */
export function fill(select: HTMLSelectElement, names: readonly string[], chosen: string, atLeast = 1): string {
  const kept = names.includes(chosen) ? chosen : (names[0] ?? "");
  const same = names.length === select.options.length && names.every((name, at) => select.options[at]?.value === name);
  if (!same) select.replaceChildren(...names.map((name) => make("option", { value: name }, name)));
  select.value = kept;
  const label = select.closest("label");
  if (label) label.hidden = names.length < atLeast;
  return kept;
}

/** A sentence whose parts in backticks are code. */
export function words(sentence: string): Node[] {
  return sentence.split(/`([^`]+)`/).map((part, at) => (at % 2 === 1 ? make("code", {}, part) : document.createTextNode(part)));
}

const drawn = new Map<string, string>();

/** Draws into an element of the page, unless the same is there already: what does not change is not drawn at every key. */
export function drawInto(id: string, told: unknown, draw: () => readonly Node[]): void {
  const key = JSON.stringify(told) ?? "";
  if (drawn.get(id) === key) return;
  drawn.set(id, key);
  find(id).replaceChildren(...draw());
}

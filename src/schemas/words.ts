/** What a schema says of an attribute in words: kept for hover, completion and masking. */
import type { Attribute } from "../types/type.js";
import type { Source } from "./conjunction.js";
import { type Formats, formatOf } from "./formats.js";
import { field, textField } from "./json.js";

type Words = Pick<Attribute, "title" | "description" | "sensitivity" | "controlledBy" | "format" | "default">;

/** The words of the schemas of a place; of two that say the same thing, the outer one is heard. */
export function wordsOf(sources: readonly Source[], formats: Formats): Words {
  const first = (keyword: string) => sources.map(({ schema }) => textField(schema, keyword)).find((value) => value !== undefined);
  const preset = sources.map(({ schema }) => field(schema, "default")).find((value) => value !== undefined);
  return wordsFrom({
    title: first("title"),
    description: first("description"),
    sensitivity: first("sensitivity") ?? first("x-sensitivity") ?? formatOf(sources, formats)?.sensitivity,
    controlledBy: first("controlledBy") ?? first("x-controlledBy"),
    format: first("format"),
    default: preset,
  });
}

/** An element, or a name that no schema declares, without the words that nobody shows; whose the data is and how sensitive stays. */
export function unnamed({ type, nullable, sensitivity, controlledBy }: Attribute): Attribute {
  return {
    type,
    nullable,
    ...(sensitivity === undefined ? {} : { sensitivity }),
    ...(controlledBy === undefined ? {} : { controlledBy }),
  };
}

/** Leaves out what is not said. */
export function wordsFrom(said: { readonly [Word in keyof Words]: Words[Word] | undefined }): Words {
  return {
    ...(said.title === undefined ? {} : { title: said.title }),
    ...(said.description === undefined ? {} : { description: said.description }),
    ...(said.sensitivity === undefined ? {} : { sensitivity: said.sensitivity }),
    ...(said.controlledBy === undefined ? {} : { controlledBy: said.controlledBy }),
    ...(said.format === undefined ? {} : { format: said.format }),
    ...(said.default === undefined ? {} : { default: said.default }),
  };
}

/** An attribute without the words that belong to one of several forms of it; how sensitive it is stays. */
export function withoutWords({
  title: _title,
  description: _description,
  format: _format,
  default: _default,
  ...rest
}: Attribute): Attribute {
  return rest;
}

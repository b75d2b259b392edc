/** A small reader of XML, strict about what JUnit's reports use: elements, attributes, entities, a declaration. */

/** An element. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Reads one document; anything that is not well-formed throws. */
export class XMLParser {
  private at = 0;

  constructor(private readonly text: string) {}

  read(): Element {
    this.take(/<\?xml version="1\.0" encoding="UTF-8"\?>/y);
    this.take(/\s*/y);
    const root = this.element();
    this.take(/\s*/y);
    if (this.at < this.text.length) throw new Error(`more at ${this.at}`);
    return root;
  }

  private take(pattern: RegExp): RegExpExecArray {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) throw new Error(`${pattern} is wanted at ${this.at}: ${this.text.slice(this.at, this.at + 40)}`);
    this.at += found[0].length;
    return found;
  }

  private element(): Element {
    const [, name = "", written = "", closed] = this.take(/<([A-Za-z]+)((?:\s+[A-Za-z]+="[^"<]*")*)\s*(\/?)>/y);
    const attributes: Record<string, string> = {};
    for (const [, key = "", value = ""] of written.matchAll(/([A-Za-z]+)="([^"]*)"/g)) {
      if (Object.hasOwn(attributes, key)) throw new Error(`${key} is there twice`);
      attributes[key] = value.replace(/&(#\d+|\w+);|&/g, (whole, entity: string | undefined) => {
        const text = entity?.startsWith("#") ? String.fromCodePoint(Number(entity.slice(1))) : ENTITIES[entity ?? ""];
        if (text === undefined) throw new Error(`${whole} is no entity`);
        return text;
      });
    }
    const children: Element[] = [];
    if (closed) return { name, attributes, children };
    for (;;) {
      this.take(/\s*/y);
      if (this.text.startsWith("</", this.at)) break;
      children.push(this.element());
    }
    this.take(new RegExp(`</${name}>`, "y"));
    return { name, attributes, children };
  }
}

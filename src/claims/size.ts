/** How many bytes claims take in a token: their JSON in UTF-8. */
import type { ClaimValue } from "../run/outcome.js";

/** The UTF-8 length of a text. */
export function utf8Length(text: string): number {
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) length += 1;
    else if (unit < 0x800) length += 2;
    else if (unit >= 0xd800 && unit <= 0xdbff) {
      length += 4;
      at++;
    } else length += 3;
  }
  return length;
}

/** Adds up the bytes of one token's claims, each claim's share apart. */
export class TokenSize {
  private bytes = 0;
  private readonly holders = new Set<string>();

  /** The bytes that one more claim adds: its name, its value, the punctuation, and the maps around a nested one that are new. */
  add(keys: readonly string[], value: ClaimValue): number {
    let share = utf8Length(`${JSON.stringify(keys[keys.length - 1])}:${JSON.stringify(value)},`);
    for (let depth = 1; depth < keys.length; depth++) {
      const holder = JSON.stringify(keys.slice(0, depth));
      if (this.holders.has(holder)) continue;
      this.holders.add(holder);
      // `"name":{` and `}` with its comma, less the comma that the last member inside does not have.
      share += utf8Length(`${JSON.stringify(keys[depth - 1])}:{}`);
    }
    this.bytes += share;
    return share;
  }

  /** The bytes of all together, as one JSON map. */
  get total(): number {
    return this.bytes === 0 ? 2 : this.bytes + 1;
  }
}

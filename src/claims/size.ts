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

/** The bytes of all claims together, as one JSON object. */
export function claimsBytes(claims: { readonly [name: string]: ClaimValue }): number {
  return utf8Length(JSON.stringify(claims));
}

/** The bytes that one claim adds: its name, its value and the punctuation between them. */
export function claimBytes(name: string, value: ClaimValue): number {
  return utf8Length(`${JSON.stringify(name)}:${JSON.stringify(value)},`);
}

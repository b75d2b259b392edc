/** Lists of one thing. */

/** A list of one thing, so many times. Most of our lists are short, and filling one in the host's own way takes many times as long. */
export function filled<Of>(count: number, of: Of): Of[] {
  const list = new Array<Of>(count);
  for (let at = 0; at < count; at++) list[at] = of;
  return list;
}

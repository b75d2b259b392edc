/** Long expressions, written as long as the limits let them be: what an administrator's page is sent by mistake, or by somebody who means harm. */

/** Writes one out, within so many characters and nodes. */
export type LongInput = (characters: number, nodes: number) => string;

const NAMES = ["firstName", "lastName", "email", "department", "title", "city", "zipCode", "login", "mobilePhone", "division"];
const named = (index: number) => `user.${NAMES[index % NAMES.length]}`;

/** Parts one after the other, as many as fit; `each` is how many nodes one takes. */
function chain(
  write: (index: number) => string,
  by: string,
  each: number,
  [start, end]: readonly [string, string] = ["", ""],
): LongInput {
  return (characters, nodes) => {
    const parts: string[] = [];
    let length = start.length + end.length;
    for (let index = 0; index < nodes / each - 2; index++) {
      const part = write(index);
      length += part.length + by.length;
      if (length > characters) break;
      parts.push(part);
    }
    return start + parts.join(by) + end;
  };
}

/** Towers of something around itself, side by side in a list. */
function towers(before: string, inside: string, after: string, height: number, each: number): LongInput {
  return chain(() => before.repeat(height) + inside + after.repeat(height), ",", each * height + 2, ["{", "}"]);
}

/** By what they are made of. */
export const LONG_INPUTS: Readonly<Record<string, LongInput>> = {
  "comparisons joined with and": chain((index) => `${named(index)} == "x${index}"`, " and ", 4),
  "comparisons joined with or": chain((index) => `(${named(index)} == "a" and user.title == "t${index}")`, " or ", 9),
  "one condition over and over": chain(() => "app.b", "&&", 2),
  "one attribute and many texts": chain((index) => `app.a=="x${index}"`, "||", 4),
  "attributes that are not null": chain((index) => `user.x${index}!=null`, "&&", 4),
  "attributes compared with one another": chain((index) => `user.x${index}==user.x${index + 1}`, "&&", 5),
  "bounds of one number": chain((index) => `user.x > ${index}`, " and ", 4),
  "a ladder of conditions": chain((index) => `${named(index)}=="${index}"?"${index}":`, "", 6, ["", '"z"']),
  "a ladder over many attributes": chain((index) => `user.x${index}!=null?user.y${index}:`, "", 7, ["", '"z"']),
  "a ladder of groups": chain((index) => `isMemberOfGroupName("G${index}")?"${index}":`, "", 4, ["", '""']),
  "attributes with fallbacks": chain((index) => `user.x${index}`, " ?: ", 3),
  "attributes of three parties with fallbacks": chain(
    (index) => `appuser.r${index} ?: session.s${index} ?: user.u${index}`,
    " ?: ",
    9,
  ),
  "nulls with fallbacks": chain(() => "null", "?:", 2),
  "a concatenation": chain(named, '+"a"+', 5),
  "a sum of ones": chain(() => "1", "+", 2),
  "choices between two texts": chain((index) => `(app.a==1?"a${index}":"b${index}")`, "+", 8),
  "calls side by side": chain((index) => `String.startsWith(${named(index)}, "x${index}")`, " and ", 7),
  "methods one after the other": chain(() => '.substringBefore("@")', "", 2, ["user.email", ""]),
  "arguments without end": chain(named, ",", 2, ['String.join("-",', ")"]),
  "group functions": chain((index) => `Groups.startsWith("OKTA","a${index}",10)`, ",", 6, ["{", "}"]),
  "criteria of groups": chain((index) => `user.getGroups({'group.id':{'a${index}'}})`, ",", 6, ["{", "}"]),
  "expressions in texts": chain((index) => `getFilteredGroups({"${index}"},"group.name",10)`, ",", 6, ["{", "}"]),
  "one long expression in a text": (characters) =>
    `getFilteredGroups({"a"},"${chain(() => "group.name", "+", 3)(characters - 40, 4900)}",10)`,
  "a wide list": chain(named, ",", 2, ["{", "}"]),
  "a wide map": chain((index) => `k${index}:user.x${index}`, ",", 3, ["{", "}"]),
  "a long path": chain(() => "a", ".", 1, ["user.", ""]),
  "elements of elements": chain(() => "[0]", "", 2, ["user.x", ""]),
  "elements that are computed": chain(() => "[app.a]", "", 3, ["user.x", ""]),
  "selections of selections": chain((index) => `.?[name=="g${index}"]`, "", 5, ["groups", ""]),
  "projections of projections": chain(() => ".![#this]", "", 2, ["user.roles", ""]),
  "roots that nobody knows": chain((index) => `x${index}`, "+", 2),
  "attributes that nobody knows": chain((index) => `app.system_hom${index}`, "+", 3),
  "functions that nobody knows": chain((index) => `String.lenn${index}()`, "+", 3),
  patterns: chain((index) => `app.name matches "a${index}"`, "&&", 5),
  "nested conditions": towers("(", "app.a", "?app.b:app.c)", 90, 5),
  "nested fallbacks": towers("(", "app.a", "?:app.b)", 90, 3),
  "nested logic": towers("(", "app.a", "&&app.b||app.c)", 90, 6),
  "nested brackets": towers("user.x.![", "#this", "]", 90, 3),
  "nested lists": towers("{", "user.a", "}", 45, 1),
  "nested calls": towers("String.toLowerCase(", "user.email", ")", 90, 2),
};

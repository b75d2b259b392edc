/** The claims in other words: what several syntaxes share. */

const PAIRS = [
  ["department", "Engineering"],
  ["userType", "Employee"],
  ["country", "ZA"],
];

/** The tenth claim, from how a pair of comparisons is written. */
export function chain(pair, or) {
  return Array.from({ length: 10 }, (_, at) => pair(...PAIRS[at % 3], `no such title ${at}`)).join(or);
}

const ARMS = [
  ["US", "NA"],
  ["DE", "EU"],
  ["JP", "AP"],
  ["BR", "LA"],
  ["ZA", "AF"],
];

/** The seventh claim, from how its attribute is written. */
export function ladder(country, otherwise) {
  return ARMS.reduceRight((rest, [name, area]) => `${country} == "${name}" ? "${area}" : ${rest}`, otherwise);
}

/** Some of the texts replaced. */
export function replaced(texts, others) {
  return texts.map((text, at) => others[at] ?? text);
}

/** A context in which an absent user is null, for libraries that throw on a missing variable. */
export function withNulls(context) {
  return context.user === undefined ? { ...context, user: null } : context;
}

/** The pairs of the tenth claim and the arms of the seventh, for a syntax that is data. */
export { ARMS, PAIRS };

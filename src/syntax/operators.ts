/** The table of operators: spellings, levels and what each is called; parser, printer, checker, evaluator and documentation read it. */

/** The binding levels of infix operators, loosest first. Above them stand conditional and Elvis, below them unary and postfix. */
export const LEVELS = ["or", "and", "comparison", "additive", "multiplicative"] as const;

/** A binding level. */
export type Level = (typeof LEVELS)[number];

/** The level on which no two operators stand in a row; on the others they lean to the left. */
export const UNCHAINED: Level = "comparison";

/** One infix operator. */
interface OperatorRow {
  readonly level: Level;
  /** The symbol or word that `format` writes; the others mean the same. Words go in any letter case. */
  readonly spellings: readonly [string, ...string[]];
  readonly name: string;
}

/** The infix operators. */
export const INFIX = {
  or: { level: "or", spellings: ["or", "||"], name: "logical or" },
  and: { level: "and", spellings: ["and", "&&"], name: "logical and" },
  eq: { level: "comparison", spellings: ["==", "eq"], name: "equal" },
  ne: { level: "comparison", spellings: ["!=", "ne"], name: "not equal" },
  lt: { level: "comparison", spellings: ["<", "lt"], name: "less than" },
  le: { level: "comparison", spellings: ["<=", "le"], name: "at most" },
  gt: { level: "comparison", spellings: [">", "gt"], name: "greater than" },
  ge: { level: "comparison", spellings: [">=", "ge"], name: "at least" },
  matches: { level: "comparison", spellings: ["matches"], name: "matches a pattern" },
  add: { level: "additive", spellings: ["+"], name: "sum or concatenation" },
  subtract: { level: "additive", spellings: ["-"], name: "difference" },
  multiply: { level: "multiplicative", spellings: ["*"], name: "product" },
  divide: { level: "multiplicative", spellings: ["/", "div"], name: "quotient" },
  remainder: { level: "multiplicative", spellings: ["%", "mod"], name: "remainder" },
} as const satisfies Record<string, OperatorRow>;

/** The prefix operators. */
export const PREFIX = {
  not: { spellings: ["!", "not"], name: "logical not" },
  negate: { spellings: ["-"], name: "negative" },
} as const satisfies Record<string, Omit<OperatorRow, "level">>;

/** Any infix operator. */
export type InfixOperator = keyof typeof INFIX;

/** `and`, `or`. */
export type LogicalOperator = "or" | "and";

/** The infix operators that keep exactly two sides. */
export type BinaryOperator = Exclude<InfixOperator, LogicalOperator>;

/** `not`, `negate`. */
export type UnaryOperator = keyof typeof PREFIX;

/** The small changes that make mutants: for a node of a source, where, and what is put there. */
import ts from "typescript";

/** One change: the text from `start` to `end` becomes `text`; the whole expression `of` is what the change is chosen for. */
export interface Change {
  readonly of: ts.Expression;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The whole expression as it becomes, where more than the change has to be written. */
  readonly whole?: string;
}

/** Each operator → the one it is taken for. */
const SWAPS: ReadonlyMap<string, string> = new Map([
  ["===", "!=="],
  ["!==", "==="],
  ["<", "<="],
  ["<=", "<"],
  [">", ">="],
  [">=", ">"],
  ["+", "-"],
  ["-", "+"],
  ["*", "/"],
  ["%", "*"],
  ["&&", "||"],
  ["||", "&&"],
  ["??", "&&"],
  ["+=", "-="],
  ["-=", "+="],
]);

type Finder = (node: ts.Node) => readonly Change[];

function instead(of: ts.Expression, ...texts: readonly string[]): Change[] {
  return texts.map((text) => ({ of, start: of.getStart(), end: of.getEnd(), text }));
}

const swapped: Finder = (node) => {
  if (!ts.isBinaryExpression(node)) return [];
  const { operatorToken: operator } = node;
  const text = SWAPS.get(operator.getText());
  if (text === undefined) return [];
  // `??` stands beside no `&&` without parentheses.
  const whole = `(${node.left.getText()}) ${text} (${node.right.getText()})`;
  return [{ of: node, start: operator.getStart(), end: operator.getEnd(), text, whole }];
};

const decided: Finder = (node) => {
  if (ts.isIfStatement(node)) return instead(node.expression, "true", "false");
  return ts.isConditionalExpression(node) ? instead(node.condition, "true", "false") : [];
};

const affirmed: Finder = (node) =>
  ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken
    ? [{ of: node, start: node.getStart(), end: node.getStart() + 1, text: "" }]
    : [];

const nothingGiven: Finder = (node) => {
  if (ts.isReturnStatement(node) && node.expression && !isUndefined(node.expression)) return instead(node.expression, "undefined");
  return ts.isArrowFunction(node) && !ts.isBlock(node.body) && !isUndefined(node.body) ? instead(node.body, "undefined") : [];
};

function isUndefined(node: ts.Node): boolean {
  return ts.isIdentifier(node) && node.text === "undefined";
}

const otherLiteral: Finder = (node) => {
  if (ts.isNumericLiteral(node) && isExpression(node)) return instead(node, `(${node.getText()} + 1)`, `(${node.getText()} - 1)`);
  if (ts.isStringLiteral(node) && isExpression(node) && node.text !== "") return instead(node, '""');
  if (node.kind === ts.SyntaxKind.TrueKeyword) return instead(node as ts.Expression, "false");
  if (node.kind === ts.SyntaxKind.FalseKeyword) return instead(node as ts.Expression, "true");
  return [];
};

/** Names of properties and modules are written as literals too. */
function isExpression(node: ts.StringLiteral | ts.NumericLiteral): boolean {
  const { parent } = node;
  const names =
    ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent) || ts.isMethodDeclaration(parent) ? parent.name : undefined;
  const isModule = ts.isCallExpression(parent) && parent.expression.kind === ts.SyntaxKind.ImportKeyword;
  return names !== node && !isModule && !ts.isBindingElement(parent);
}

const emptied: Finder = (node) => {
  if (ts.isArrayLiteralExpression(node) && node.elements.length > 0 && !isTarget(node)) return instead(node, "[]");
  return ts.isObjectLiteralExpression(node) && node.properties.length > 0 && !isTarget(node) ? instead(node, "{}") : [];
};

/** Whether a literal is what is assigned to. */
function isTarget(node: ts.Expression): boolean {
  const { parent } = node;
  return ts.isBinaryExpression(parent) && parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

const notCalled: Finder = (node) =>
  ts.isExpressionStatement(node) &&
  ts.isCallExpression(node.expression) &&
  node.expression.expression.kind !== ts.SyntaxKind.SuperKeyword
    ? instead(node.expression, "undefined")
    : [];

const countedBack: Finder = (node) => {
  if (!ts.isPostfixUnaryExpression(node) && !ts.isPrefixUnaryExpression(node)) return [];
  const { operator } = node;
  if (operator !== ts.SyntaxKind.PlusPlusToken && operator !== ts.SyntaxKind.MinusMinusToken) return [];
  const start = ts.isPostfixUnaryExpression(node) ? node.getEnd() - 2 : node.getStart();
  return [{ of: node, start, end: start + 2, text: operator === ts.SyntaxKind.PlusPlusToken ? "--" : "++" }];
};

const unguarded: Finder = (node) => {
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node) && !ts.isCallExpression(node)) return [];
  const { questionDotToken: token } = node;
  if (!token) return [];
  const text = ts.isPropertyAccessExpression(node) ? "." : "";
  return [{ of: chainOf(node), start: token.getStart(), end: token.getEnd(), text }];
};

/** The whole chain of which a link is a part: one that stops, stops as a whole. */
function chainOf(node: ts.Expression): ts.Expression {
  const { parent } = node;
  const goesOn =
    (parent.flags & ts.NodeFlags.OptionalChain) !== 0 && (parent as ts.Node & { expression?: ts.Node }).expression === node;
  return goesOn ? chainOf(parent as ts.Expression) : node;
}

const FINDERS: readonly Finder[] = [
  swapped,
  decided,
  affirmed,
  nothingGiven,
  otherLiteral,
  emptied,
  notCalled,
  countedBack,
  unguarded,
];

/** Whether nothing in a node is run. */
export function isOnlyType(node: ts.Node): boolean {
  return ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isImportDeclaration(node);
}

/** The changes that begin at a node itself, not in what is inside it. */
export function changesAt(node: ts.Node): Change[] {
  return FINDERS.flatMap((find) => find(node));
}

/** Puts a counter at every branch of our sources, so that a fuzzer sees which parts an input reached. */
import { readFileSync } from "node:fs";
import ts from "typescript";

/** A plugin for esbuild that counts in the global `__reached`, and how many counters that needs once everything is built. */
export function counting(folder) {
  let next = 0;
  const count = (factory) =>
    factory.createPostfixIncrement(
      factory.createElementAccessExpression(factory.createIdentifier("__reached"), factory.createNumericLiteral(next++)),
    );

  /** A transformation that counts entries of blocks, arms of conditionals, and right sides of what skips them. */
  const transformer = (context) => (file) => {
    const { factory } = context;
    const counted = (expression) =>
      factory.createParenthesizedExpression(
        factory.createBinaryExpression(count(factory), ts.SyntaxKind.CommaToken, factory.createParenthesizedExpression(expression)),
      );
    const visit = (given) => {
      const node = ts.visitEachChild(given, visit, context);
      if (ts.isBlock(node))
        return factory.updateBlock(node, [factory.createExpressionStatement(count(factory)), ...node.statements]);
      if (ts.isCaseClause(node)) {
        const statements = [factory.createExpressionStatement(count(factory)), ...node.statements];
        return factory.updateCaseClause(node, node.expression, statements);
      }
      if (ts.isIfStatement(node) && !ts.isBlock(node.thenStatement)) {
        const then = factory.createBlock([factory.createExpressionStatement(count(factory)), node.thenStatement]);
        return factory.updateIfStatement(node, node.expression, then, node.elseStatement);
      }
      if (ts.isConditionalExpression(node)) {
        const { condition, questionToken, colonToken } = node;
        const [yes, no] = [counted(node.whenTrue), counted(node.whenFalse)];
        return factory.updateConditionalExpression(node, condition, questionToken, yes, colonToken, no);
      }
      if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) {
        const { modifiers, typeParameters, parameters, type, equalsGreaterThanToken, body } = node;
        return factory.updateArrowFunction(
          node,
          modifiers,
          typeParameters,
          parameters,
          type,
          equalsGreaterThanToken,
          counted(body),
        );
      }
      const skips = [ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken];
      if (ts.isBinaryExpression(node) && skips.includes(node.operatorToken.kind))
        return factory.updateBinaryExpression(node, node.left, node.operatorToken, counted(node.right));
      return node;
    };
    return ts.visitNode(file, visit);
  };

  const plugin = {
    name: "counting",
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        if (!path.startsWith(folder)) return undefined;
        const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
        const { transformed } = ts.transform(file, [transformer]);
        return { contents: ts.createPrinter().printFile(transformed[0]), loader: "ts" };
      });
    },
  };
  return { plugin, count: () => next };
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const { SyntaxKind: Kind } = ts;

/** What stands for an operator: the other side of its boundary, and its contrary. */
const operators = new Map([
  [Kind.LessThanToken, ['<=', '>=']],
  [Kind.LessThanEqualsToken, ['<', '>']],
  [Kind.GreaterThanToken, ['>=', '<=']],
  [Kind.GreaterThanEqualsToken, ['>', '<']],
  [Kind.EqualsEqualsEqualsToken, ['!==']],
  [Kind.ExclamationEqualsEqualsToken, ['===']],
  [Kind.AmpersandAmpersandToken, ['||']],
  [Kind.BarBarToken, ['&&']],
  [Kind.PlusToken, ['-']],
  [Kind.MinusToken, ['+']],
]);

const methods = new Map([
  ['some', 'every'],
  ['every', 'some'],
]);

/** Texts for people: no rule. */
const prose = new Set(['detail', 'name', 'expected', 'en', 'zh']);

/** Every mutant of a compiled file, or of those of a folder: {file, start, end, after, line, what, before}. */
export function findMutants(folder) {
  if (folder.endsWith('.js')) return mutantsOf(folder);
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.js'))
    .sort()
    .flatMap((name) => mutantsOf(join(folder, name)));
}

function mutantsOf(file) {
  const text = readFileSync(file, 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  const mutants = [];
  const add = (node, what, after, end = node.getEnd()) => {
    const start = node.getStart(source);
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    const before = text.slice(start, end).replace(/\s+/g, ' ').slice(0, 70);
    mutants.push({ file, start, end, after, line, what, before });
  };
  const visit = (node) => {
    if (isProse(node)) return;
    mutate(node, add, text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return mutants;
}

function isProse(node) {
  if (ts.isImportDeclaration(node) || ts.isTemplateExpression(node)) return true;
  if (ts.isNewExpression(node)) return true;
  if (!ts.isPropertyAssignment(node)) return false;
  // Where in a body the form differs, beside what was expected there: for people, too.
  const isPlace = node.name.getText() === 'path' && node.parent.properties.some(isExpectation);
  return isPlace || prose.has(node.name.getText());
}

function isExpectation(property) {
  return property.name?.getText() === 'expected';
}

function mutate(node, add, text) {
  if (ts.isArrayLiteralExpression(node)) {
    for (const element of node.elements) add(element, 'left out', '', withComma(element, text));
  } else if (ts.isObjectLiteralExpression(node)) {
    for (const property of node.properties) {
      if (!isProse(property)) add(property, 'left out', '', withComma(property, text));
    }
  } else if (ts.isBinaryExpression(node)) {
    for (const after of operators.get(node.operatorToken.kind) ?? [])
      add(node.operatorToken, 'operator', after);
  } else if (ts.isPrefixUnaryExpression(node) && node.operator === Kind.ExclamationToken) {
    add(node, 'negation', node.operand.getText());
  } else if (ts.isConditionalExpression(node)) {
    add(node.condition, 'condition', 'true');
    add(node.condition, 'condition', 'false');
  } else if (ts.isIfStatement(node)) {
    add(node.expression, 'condition', 'true');
    add(node.expression, 'condition', 'false');
  } else if (ts.isThrowStatement(node)) {
    add(node, 'left out', ';');
  } else if (ts.isNumericLiteral(node)) {
    add(node, 'number', String(Number(node.text) + 1));
  } else if (ts.isPropertyAccessExpression(node) && methods.has(node.name.text)) {
    add(node.name, 'method', methods.get(node.name.text));
  }
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'from') {
    const { initializer } = node;
    // A row of a machine; without statuses it creates its record.
    if (!ts.isArrayLiteralExpression(initializer) || initializer.elements.length === 0) return;
    add(initializer, 'from anywhere', `Object.assign(${initializer.getText()}, { includes: () => true })`);
  }
}

/** End of a list's element with the comma after it. */
function withComma(node, text) {
  const end = node.getEnd();
  return end + (/^\s*,/.exec(text.slice(end))?.[0].length ?? 0);
}

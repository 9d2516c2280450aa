import { parseCall, parseListOrFor, parseObjectOrFor } from './collection-parser';
import { type Expression, SPLAT_ELEMENT } from './expression';
import { TemplateParser } from './template-parser';
import { TextCursor } from './text-cursor';

/** Binary operators, from the lowest precedence to the highest. Source: Terraform, "Arithmetic and Logical Operators". */
const OPERATORS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
];

const KEYWORDS: ReadonlyMap<string, null | boolean> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/**
 * Parses the text of a string in Terraform's JSON syntax: literal text with expressions in it.
 *
 * @throws ExpressionSyntaxError
 */
export function parseTemplate(text: string): Expression {
  return new TemplateParser(new TextCursor(text), parseExpressionAt, false).parse();
}

/**
 * Parses an expression without `${}` around it.
 *
 * @throws ExpressionSyntaxError
 */
export function parseExpression(text: string): Expression {
  const cursor = new TextCursor(text);
  const expression = parseExpressionAt(cursor);
  cursor.skipSpace(false);
  if (!cursor.isAtEnd) throw cursor.error('expected the end of the expression');
  return expression;
}

function parseExpressionAt(cursor: TextCursor): Expression {
  return cursor.nested(() => {
    const condition = binary(cursor, 0);
    cursor.skipSpace();
    if (!cursor.take('?')) return condition;
    const whenTrue = parseExpressionAt(cursor);
    cursor.skipSpace();
    cursor.expect(':');
    return { kind: 'conditional', condition, whenTrue, whenFalse: parseExpressionAt(cursor) };
  });
}

function binary(cursor: TextCursor, precedence: number): Expression {
  const operators = OPERATORS[precedence];
  if (!operators) return unary(cursor);
  let left = binary(cursor, precedence + 1);
  for (;;) {
    cursor.skipSpace();
    const operator = operators.find((each) => cursor.startsWith(each));
    if (operator === undefined) return left;
    cursor.offset += operator.length;
    left = { kind: 'binary', operator, left, right: binary(cursor, precedence + 1) };
  }
}

function unary(cursor: TextCursor): Expression {
  cursor.skipSpace();
  for (const operator of ['!', '-']) {
    if (cursor.take(operator))
      return { kind: 'unary', operator, operand: cursor.nested(() => unary(cursor)) };
  }
  return traversal(cursor, primary(cursor));
}

function traversal(cursor: TextCursor, start: Expression): Expression {
  let expression = start;
  for (;;) {
    cursor.skipSpace();
    if (cursor.startsWith('...')) return expression;
    if (cursor.take('.')) {
      cursor.skipSpace();
      if (cursor.take('*')) expression = splat(cursor, expression, false);
      else expression = attribute(cursor, expression);
    } else if (cursor.startsWith('[')) {
      if (/^\[\s*\*\s*\]/.test(cursor.text.slice(cursor.offset, cursor.offset + 10))) {
        cursor.skipTo(']');
        cursor.expect(']');
        return splat(cursor, expression, true);
      }
      expression = index(cursor, expression);
    } else return expression;
  }
}

function attribute(cursor: TextCursor, of: Expression): Expression {
  const name = cursor.identifier();
  if (name !== undefined) return { kind: 'attribute', of, name };
  // `list.0` is an old form of `list[0]`
  const [digits] = /^\d+/.exec(cursor.text.slice(cursor.offset, cursor.offset + 16)) ?? [];
  if (digits === undefined) throw cursor.error('expected an attribute name');
  cursor.offset += digits.length;
  return { kind: 'index', of, key: { kind: 'literal', value: Number(digits) } };
}

/** `list[*].a[0]` applies all that follows to each element, `list.*.a[0]` only attributes. */
function splat(cursor: TextCursor, of: Expression, isFull: boolean): Expression {
  const element: Expression = { kind: 'name', name: SPLAT_ELEMENT };
  if (isFull) return { kind: 'splat', of, each: cursor.nested(() => traversal(cursor, element)) };
  let each: Expression = element;
  while (/^\.[^.*\d]/.test(cursor.text.slice(cursor.offset, cursor.offset + 2))) {
    cursor.expect('.');
    each = attribute(cursor, each);
  }
  return { kind: 'splat', of, each };
}

function index(cursor: TextCursor, of: Expression): Expression {
  cursor.expect('[');
  const key = cursor.nested(() => {
    const found = parseExpressionAt(cursor);
    cursor.skipSpace();
    cursor.expect(']');
    return found;
  }, false);
  return { kind: 'index', of, key };
}

function primary(cursor: TextCursor): Expression {
  if (cursor.take('(')) return parenthesised(cursor);
  if (cursor.take('[')) return cursor.nested(() => parseListOrFor(cursor, parseExpressionAt), false);
  if (cursor.take('{')) return cursor.nested(() => parseObjectOrFor(cursor, parseExpressionAt), true);
  if (cursor.take('"')) return quoted(cursor);
  if (cursor.startsWith('<<')) return heredoc(cursor);
  const number = cursor.number();
  if (number !== undefined) return { kind: 'literal', value: number };
  let name = cursor.identifier();
  if (name === undefined) throw cursor.error('expected an expression');
  while (cursor.take('::')) name += `::${cursor.identifier() ?? ''}`;
  if (cursor.take('('))
    return cursor.nested(() => parseCall(cursor, name as string, parseExpressionAt), false);
  const keyword = KEYWORDS.get(name);
  return keyword === undefined ? { kind: 'name', name } : { kind: 'literal', value: keyword };
}

function parenthesised(cursor: TextCursor): Expression {
  return cursor.nested(() => {
    const expression = parseExpressionAt(cursor);
    cursor.skipSpace();
    cursor.expect(')');
    return expression;
  }, false);
}

function quoted(cursor: TextCursor): Expression {
  const template = new TemplateParser(cursor, parseExpressionAt, true).parse();
  cursor.expect('"');
  return template;
}

/** `<<EOT`, lines, and a line with `EOT` alone. The form `<<-EOT` removes the indentation that all lines share. */
function heredoc(cursor: TextCursor): Expression {
  const [introduction, marker = ''] =
    /^<<-?([\p{L}_][\p{L}\p{N}_-]*)\r?\n/u.exec(cursor.text.slice(cursor.offset, cursor.offset + 100)) ?? [];
  if (introduction === undefined) throw cursor.error('expected a heredoc');
  cursor.offset += introduction.length;
  const lines: string[] = [];
  for (;;) {
    if (cursor.isAtEnd) throw cursor.error(`expected "${marker}"`);
    const line = cursor.skipTo('\n');
    // the marker ends the expression, so the line break after it remains
    if (line.trim() === marker) break;
    lines.push(line);
    cursor.take('\n');
  }
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const indent = introduction.startsWith('<<-') && indents.length > 0 ? Math.min(...indents) : 0;
  return cursor.nested(() => parseTemplate(lines.map((line) => `${line.slice(indent)}\n`).join('')));
}

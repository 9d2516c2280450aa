/** A parsed template expression. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'member'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'index'; readonly of: Expression; readonly index: Expression };

/** Azure's limit of an expression in characters. Source: Azure Resource Manager, "Template best practices", template limits. */
const MAX_LENGTH = 24_576;
const MAX_DEPTH = 100;

/** Thrown for an invalid expression. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}

/** Whether a string of a template is an expression: `[...]`. A second bracket at the start escapes the first. */
export function isExpression(text: string): boolean {
  return text.startsWith('[') && text.endsWith(']') && !text.startsWith('[[');
}

/** Returns the text that a string without an expression stands for: `[[x]` is `[x]`. */
export function unescapedText(text: string): string {
  return text.startsWith('[[') && text.endsWith(']') ? text.slice(1) : text;
}

/**
 * Parses the expression in a string `[...]`. Source: Azure Resource Manager, "Template syntax", syntax and expressions.
 *
 * @throws ExpressionError if the expression is invalid, longer than Azure allows or too deep
 */
export function parseExpression(text: string): Expression {
  if (text.length > MAX_LENGTH)
    throw new ExpressionError(`it has ${text.length} characters, Azure allows ${MAX_LENGTH}`);
  return new Parser(text.slice(1, -1)).parse();
}

const SPACE = /\s*/y;
const NUMBER = /-?\d+(?:\.\d+)?/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const TEXT = /'((?:[^']|'')*)'/y;

class Parser {
  private at = 0;

  constructor(private readonly text: string) {}

  parse(): Expression {
    const expression = this.expression(0);
    this.take(SPACE);
    if (this.at < this.text.length) throw this.expected('the end of the expression');
    return expression;
  }

  private expression(depth: number): Expression {
    if (depth > MAX_DEPTH) throw new ExpressionError(`it is nested more than ${MAX_DEPTH} levels deep`);
    let expression = this.primary(depth);
    for (;;) {
      if (this.skip('.')) {
        const name = this.take(NAME);
        if (name === undefined) throw this.expected('a property name');
        expression = { kind: 'member', of: expression, name };
      } else if (this.skip('[')) {
        const index = this.expression(depth + 1);
        if (!this.skip(']')) throw this.expected('"]"');
        expression = { kind: 'index', of: expression, index };
      } else return expression;
    }
  }

  private primary(depth: number): Expression {
    this.take(SPACE);
    const literal = this.take(TEXT);
    if (literal !== undefined) return { kind: 'literal', value: literal.slice(1, -1).replaceAll("''", "'") };
    const number = this.take(NUMBER);
    if (number !== undefined) return { kind: 'literal', value: Number(number) };
    let name = this.take(NAME);
    if (name === undefined) throw this.expected('a function, a number or a string in single quotes');
    // a function of the user has a namespace
    if (this.skip('.')) name = `${name}.${this.take(NAME) ?? ''}`;
    if (!this.skip('(')) throw this.expected('"("');
    const args: Expression[] = [];
    if (this.skip(')')) return { kind: 'call', name, args };
    do args.push(this.expression(depth + 1));
    while (this.skip(','));
    if (!this.skip(')')) throw this.expected('"," or ")"');
    return { kind: 'call', name, args };
  }

  private skip(character: string): boolean {
    this.take(SPACE);
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (!match) return undefined;
    this.at = pattern.lastIndex;
    return match[0];
  }

  private expected(what: string): ExpressionError {
    return new ExpressionError(`expected ${what} at offset ${this.at + 1} of "[${this.text}]"`);
  }
}

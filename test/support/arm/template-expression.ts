/** A value of a template. */
export type TemplateValue =
  | string
  | number
  | boolean
  | null
  | readonly TemplateValue[]
  | { readonly [key: string]: TemplateValue };

/** A function of the template language. */
export type TemplateFunction = (...args: TemplateValue[]) => TemplateValue;

/** An error in a template, with ARM's code. */
export class TemplateError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** A function that the stand-in was not taught. */
export class UntaughtFunction extends Error {
  constructor(name: string) {
    super(`the template function ${name}()`);
  }
}

/**
 * Evaluates a text of a template: an expression in brackets, a text that begins with two brackets, or a literal.
 *
 * Source: "Syntax and expressions in ARM templates".
 *
 * @throws UntaughtFunction
 * @throws TemplateError if the expression is invalid
 */
export function evaluateText(text: string, functions: Functions): TemplateValue {
  if (text.startsWith('[[')) return text.slice(1);
  if (!text.startsWith('[') || !text.endsWith(']')) return text;
  const expression = new Expression(text.slice(1, -1), functions);
  return expression.evaluate();
}

/** The functions of a template, by name in lower case. */
export type Functions = { readonly [name: string]: TemplateFunction };

/** A recursive-descent reader of one expression. */
class Expression {
  private offset = 0;

  constructor(
    private readonly text: string,
    private readonly functions: Functions,
  ) {}

  evaluate(): TemplateValue {
    const value = this.value();
    if (this.rest() !== '') throw this.invalid(`unexpected ${JSON.stringify(this.rest())}`);
    return value;
  }

  private value(): TemplateValue {
    const text = this.match(/^'((?:[^']|'')*)'/);
    if (text !== undefined) return (text[1] as string).replaceAll("''", "'");
    const number = this.match(/^-?\d+/);
    if (number !== undefined) return Number(number[0]);
    const name = this.match(/^([A-Za-z][\w.]*)\(/)?.[1];
    if (name === undefined) throw this.invalid('expected a function, a text or a number');
    const known = this.functions[name.toLowerCase()];
    if (known === undefined) throw new UntaughtFunction(name);
    return this.members(known(...this.arguments()));
  }

  private arguments(): TemplateValue[] {
    const values: TemplateValue[] = [];
    if (this.match(/^\)/) !== undefined) return values;
    for (;;) {
      values.push(this.value());
      if (this.match(/^\)/) !== undefined) return values;
      if (this.match(/^,/) === undefined) throw this.invalid('expected a comma or a bracket');
    }
  }

  /** Members of a value: `.name`, `['name']` and `[0]`. */
  private members(value: TemplateValue): TemplateValue {
    const name = this.match(/^\.(\w+)/)?.[1];
    if (name !== undefined) return this.members(memberOf(value, name));
    if (this.match(/^\[/) === undefined) return value;
    const key = this.value();
    if (this.match(/^\]/) === undefined) throw this.invalid('expected a square bracket');
    return this.members(memberOf(value, String(key)));
  }

  /** Takes a token and the spaces before it. */
  private match(token: RegExp): RegExpExecArray | undefined {
    const rest = this.rest();
    const found = token.exec(rest) ?? undefined;
    if (found !== undefined) this.offset = this.text.length - rest.length + found[0].length;
    return found;
  }

  private rest(): string {
    return this.text.slice(this.offset).trimStart();
  }

  private invalid(problem: string): TemplateError {
    const message = `Unable to parse language expression '${this.text}': ${problem}`;
    return new TemplateError('InvalidTemplate', message);
  }
}

function memberOf(value: TemplateValue, name: string): TemplateValue {
  const found = (value as { [key: string]: TemplateValue } | null)?.[name];
  if (found !== undefined) return found;
  throw new TemplateError('InvalidTemplate', `The language expression property '${name}' doesn't exist.`);
}

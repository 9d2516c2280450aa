/** A JSON value. A number that JavaScript cannot represent exactly is its text. */
export type ExactValue =
  | null
  | boolean
  | number
  | string
  | readonly ExactValue[]
  | { readonly [name: string]: ExactValue };

/** Deepest nesting that `parseExact` reads. */
const MAX_DEPTH = 64;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const BLANKS = /[ \t\r\n]*/y;
/** Characters of a string up to a quote or a backslash. JSON does not allow control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern must exclude control characters
const PLAIN = /[^"\\\x00-\x1f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const SAFE_DIGITS = 15;
const LITERALS: readonly (readonly [string, ExactValue])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

/** Reports a member that an object has twice. `around` is the name of the member that contains the object. */
type OnDuplicate = (name: string, around: string | undefined) => void;

/**
 * Parses a JSON text. It differs from `JSON.parse` in two ways: a number keeps all of its digits, and a member that appears
 * twice is an error.
 *
 * @param onDuplicate is called for a member that appears twice, instead of an error
 * @throws SyntaxError if the text is not JSON, or if an object has a member twice
 */
export function parseExact(text: string, onDuplicate?: OnDuplicate): ExactValue {
  const parser = new Parser(text, onDuplicate);
  const value = parser.value(0);
  parser.end();
  return value;
}

/** Returns what `parseExact` returns, or the error that it throws. */
export function parsedOrError(text: string, onDuplicate?: OnDuplicate): ExactValue | SyntaxError {
  try {
    return parseExact(text, onDuplicate);
  } catch (error) {
    if (error instanceof SyntaxError) return error;
    throw error;
  }
}

class Parser {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly onDuplicate: OnDuplicate | undefined,
  ) {}

  value(depth: number, around?: string): ExactValue {
    if (depth > MAX_DEPTH) throw this.error(`is nested deeper than ${MAX_DEPTH}`);
    this.skip(BLANKS);
    const first = this.text[this.at];
    if (first === '"') return this.string();
    if (first === '{') return this.object(depth, around);
    if (first === '[') return this.array(depth);
    const literal = LITERALS.find(([word]) => this.text.startsWith(word, this.at));
    if (literal) {
      this.at += literal[0].length;
      return literal[1];
    }
    const digits = this.skip(NUMBER);
    if (digits === '') throw this.error('is not JSON');
    return exactNumber(digits);
  }

  end(): void {
    this.skip(BLANKS);
    if (this.at < this.text.length) throw this.error('has more text after its end');
  }

  private object(depth: number, around: string | undefined): ExactValue {
    const members: Record<string, ExactValue> = Object.create(null);
    this.at++;
    for (let isFirst = true; !this.takes('}'); isFirst = false) {
      if (!isFirst) this.expect(',');
      this.skip(BLANKS);
      if (this.text[this.at] !== '"') throw this.error('expects the name of a member');
      const name = this.string();
      if (name in members) this.duplicate(name, around);
      this.expect(':');
      members[name] = this.value(depth + 1, name);
    }
    return members;
  }

  private duplicate(name: string, around: string | undefined): void {
    if (!this.onDuplicate) throw this.error(`has the member ${JSON.stringify(name.slice(0, 80))} twice`);
    this.onDuplicate(name, around);
  }

  private array(depth: number): ExactValue {
    const items: ExactValue[] = [];
    this.at++;
    while (!this.takes(']')) {
      if (items.length > 0) this.expect(',');
      items.push(this.value(depth + 1));
    }
    return items;
  }

  private string(): string {
    const from = ++this.at;
    this.skip(PLAIN);
    if (this.text[this.at] === '"') return this.text.slice(from, this.at++);
    while (this.text[this.at] !== '"') {
      if (this.skip(ESCAPE) === '') throw this.error('has an invalid string');
      this.skip(PLAIN);
    }
    this.at++;
    return JSON.parse(this.text.slice(from - 1, this.at));
  }

  private takes(character: string): boolean {
    this.skip(BLANKS);
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private expect(character: string): void {
    if (!this.takes(character)) throw this.error(`expects ${character}`);
  }

  private skip(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  private error(what: string): SyntaxError {
    return new SyntaxError(`the JSON text ${what} at character ${this.at}`);
  }
}

function exactNumber(text: string): number | string {
  const number = Number(text);
  if (text.length <= SAFE_DIGITS && !/[eE]/.test(text)) return number;
  return Number.isSafeInteger(number) && BigInt(number) === exactInteger(text) ? number : text;
}

/** The value of a number without fraction; undefined for any other. */
function exactInteger(text: string): bigint | undefined {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const zeros = Number(exponent) - fraction.length;
  if (Math.abs(zeros) > 2 * SAFE_DIGITS) return undefined;
  if (zeros >= 0) return BigInt(`${whole}${fraction}${'0'.repeat(zeros)}`);
  const digits = `${whole}${fraction}`;
  const rest = digits.slice(zeros);
  return /^0*$/.test(rest) && digits.length + zeros > 0 ? BigInt(digits.slice(0, zeros)) : undefined;
}

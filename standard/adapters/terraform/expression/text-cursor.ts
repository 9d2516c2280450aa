/** Thrown for a text that is not a valid Terraform expression. */
export class ExpressionSyntaxError extends Error {
  override readonly name = 'ExpressionSyntaxError';
}

const IDENTIFIER = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const MOST_LEVELS = 150;

/** A position in the text of an expression. */
export class TextCursor {
  offset = 0;
  /** Whether a line break ends an expression, as between the items of an object. */
  stopsAtLineBreak = false;
  private level = 0;

  constructor(readonly text: string) {}

  get isAtEnd(): boolean {
    return this.offset >= this.text.length;
  }

  startsWith(expected: string): boolean {
    return this.text.startsWith(expected, this.offset);
  }

  /** Moves behind a token, if it is next. */
  take(token: string): boolean {
    if (!this.startsWith(token)) return false;
    this.offset += token.length;
    return true;
  }

  expect(token: string): void {
    if (!this.take(token)) throw this.error(`expected "${token}"`);
  }

  /** Skips spaces, comments, and line breaks unless they end an expression. */
  skipSpace(stopsAtLineBreak = this.stopsAtLineBreak): void {
    for (;;) {
      const character = this.text[this.offset];
      if (character === ' ' || character === '\t' || character === '\r') this.offset++;
      else if (character === '\n' && !stopsAtLineBreak) this.offset++;
      else if (character === '#' || this.startsWith('//')) this.skipTo('\n');
      else if (this.startsWith('/*')) this.skipBehind('*/');
      else return;
    }
  }

  identifier(): string | undefined {
    return this.match(IDENTIFIER);
  }

  number(): number | undefined {
    const digits = this.match(NUMBER);
    return digits === undefined ? undefined : Number(digits);
  }

  /** Returns the text up to a token or the end, and moves before the token. */
  skipTo(token: string): string {
    const found = this.text.indexOf(token, this.offset);
    const start = this.offset;
    this.offset = found < 0 ? this.text.length : found;
    return this.text.slice(start, this.offset);
  }

  /** Runs a parser one level deeper. The number of levels is limited. */
  nested<T>(parse: () => T, stopsAtLineBreak = this.stopsAtLineBreak): T {
    if (this.level >= MOST_LEVELS) throw this.error('it is nested too deeply');
    const before = this.stopsAtLineBreak;
    this.level++;
    this.stopsAtLineBreak = stopsAtLineBreak;
    const result = parse();
    this.stopsAtLineBreak = before;
    this.level--;
    return result;
  }

  error(problem: string): ExpressionSyntaxError {
    const found = this.text.slice(this.offset, this.offset + 20);
    return new ExpressionSyntaxError(
      `${problem} at offset ${this.offset}, received "${found === '' ? 'the end' : found}"`,
    );
  }

  private skipBehind(token: string): void {
    this.skipTo(token);
    this.take(token);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.offset;
    const [found] = pattern.exec(this.text) ?? [];
    if (found !== undefined) this.offset += found.length;
    return found;
  }
}

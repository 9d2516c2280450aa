import { type Command, type Expression, InsightsSyntaxError, type Named } from './syntax';
import { type Token, tokensOf } from './tokens';

const PERIODS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** Largest number of each unit. Source: CloudWatch Logs User Guide, "Datetime functions". */
const CAPS: Readonly<Record<string, number>> = { ms: 1000, s: 60, m: 60, h: 24 };
/** Binary operators, the weakest first. */
const LEVELS = [['or'], ['and'], ['=', '!=', '<', '>', '<=', '>='], ['+', '-'], ['*', '/', '%']];
const COMPARISON = 2;

/** Returns the commands of a query. Syntax that the queries of the package do not use is an error. */
export function parseQuery(query: string): Command[] {
  return new Parser(query).commands();
}

class Parser {
  private readonly tokens: Token[];
  private at = 0;

  constructor(private readonly query: string) {
    this.tokens = tokensOf(query);
  }

  commands(): Command[] {
    const commands = [this.command()];
    while (this.took('|')) commands.push(this.command());
    if (this.next.kind !== 'end') throw this.error('expected a pipe');
    return commands;
  }

  private get next(): Token {
    return this.tokens[this.at] as Token;
  }

  private error(problem: string): Error {
    return new InsightsSyntaxError(problem, this.query, this.next.offset);
  }

  /** Consumes a sign or a word, if it is the next one. */
  private took(text: string): boolean {
    const { kind, text: found } = this.next;
    if (found !== text || (kind !== 'sign' && kind !== 'name')) return false;
    this.at++;
    return true;
  }

  private expect(text: string): void {
    if (!this.took(text)) throw this.error(`expected ${text}`);
  }

  private take(kind: Token['kind']): string {
    if (this.next.kind !== kind) throw this.error(`expected a ${kind}`);
    return (this.tokens[this.at++] as Token).text;
  }

  private command(): Command {
    const word = this.take('name');
    switch (word) {
      case 'parse':
        return this.parseCommand();
      case 'filter':
        return { kind: 'filter', condition: this.expression() };
      case 'fields':
        return { kind: 'fields', values: this.list(() => this.named()) };
      case 'stats': {
        const values = this.list(() => this.named());
        return { kind: 'stats', values, by: this.took('by') ? this.list(() => this.named()) : [] };
      }
      case 'sort':
        return { kind: 'sort', keys: this.list(() => this.sortKey()) };
      case 'limit':
        return { kind: 'limit', rows: Number(this.take('number')) };
      case 'dedup':
        return { kind: 'dedup', names: this.list(() => this.name()) };
      default:
        throw this.error(`unknown command ${word}`);
    }
  }

  private parseCommand(): Command {
    if (this.take('name') !== '@message') throw this.error('expected @message');
    const glob = this.take('text').slice(1, -1);
    this.expect('as');
    return { kind: 'parse', glob, names: this.list(() => this.name()) };
  }

  private list<T>(one: () => T): T[] {
    const all = [one()];
    while (this.took(',')) all.push(one());
    return all;
  }

  private name(): string {
    return this.next.kind === 'quoted' ? this.take('quoted').slice(1, -1) : this.take('name');
  }

  private named(): Named {
    const expression = this.expression();
    if (this.took('as')) return { expression, name: this.name() };
    if (expression.kind !== 'field') throw this.error('expected as and a name');
    return { expression, name: expression.name };
  }

  private sortKey() {
    const name = this.name();
    const descending = this.took('desc');
    if (!descending) this.took('asc');
    return { name, descending };
  }

  private expression(level = 0): Expression {
    const operators = LEVELS[level];
    if (!operators) return this.unary();
    let left = level === 1 && this.took('not') ? this.negated() : this.expression(level + 1);
    for (;;) {
      if (level === COMPARISON && this.took('in')) {
        left = { kind: 'in', of: left, values: this.bracketed() };
        continue;
      }
      const operator = operators.find((each) => this.took(each));
      if (!operator) return left;
      const right = level === 1 && this.took('not') ? this.negated() : this.expression(level + 1);
      if (level === COMPARISON && left.kind === 'binary' && operators.includes(left.operator))
        throw this.error('a comparison of a comparison');
      left = { kind: 'binary', operator, left, right };
    }
  }

  /** `not` binds weaker than comparisons; the queries of the package always write parentheses. */
  private negated(): Expression {
    this.expect('(');
    const of = this.expression();
    this.expect(')');
    return { kind: 'not', of };
  }

  private bracketed(): Expression[] {
    this.expect('[');
    const values = this.list(() => this.unary());
    this.expect(']');
    return values;
  }

  private unary(): Expression {
    const { kind, text } = this.next;
    if (kind === 'number') return { kind, value: Number(this.take(kind)) };
    if (kind === 'text') return { kind, value: this.take(kind).slice(1, -1) };
    if (kind === 'period') return this.period();
    if (kind === 'quoted') return { kind: 'field', name: this.name() };
    if (this.took('(')) {
      const inner = this.expression();
      this.expect(')');
      return inner;
    }
    if (kind !== 'name') throw this.error('expected a value');
    this.at++;
    if (!this.took('(')) return { kind: 'field', name: text };
    if (this.took('*')) {
      this.expect(')');
      return { kind: 'call', name: text, args: [{ kind: 'star' }] };
    }
    const args = this.list(() => this.expression());
    this.expect(')');
    return { kind: 'call', name: text, args };
  }

  private period(): Expression {
    const [, number, unit = ''] = /^(\d+)(\w+)$/.exec(this.next.text) ?? [];
    const count = Number(number);
    if (count > (CAPS[unit] ?? Number.POSITIVE_INFINITY))
      throw this.error('a period above the cap of its unit');
    this.at++;
    return { kind: 'period', milliseconds: count * (PERIODS[unit] as number) };
  }
}

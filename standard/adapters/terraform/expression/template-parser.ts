import type { Expression } from './expression';
import type { TextCursor } from './text-cursor';

type ParseExpression = (cursor: TextCursor) => Expression;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/**
 * Parses text with `${...}` and `%{...}` up to the end of the cursor or to a quotation mark. Source: HCL, "HCL Native Syntax
 * Specification", "Template Expressions".
 */
export class TemplateParser {
  private trimsNext = false;

  /** @param isQuoted whether the template ends at a quotation mark and contains escapes such as `\n` */
  constructor(
    private readonly cursor: TextCursor,
    private readonly parseExpression: ParseExpression,
    private readonly isQuoted: boolean,
  ) {}

  /** Returns the template. A template that consists of one expression is that expression. */
  parse(): Expression {
    const { parts, end } = this.sequence();
    if (end !== undefined) throw this.cursor.error(`unexpected "${end}"`);
    return templateOf(parts);
  }

  /** Parses parts up to the end, or to a directive such as `else` that ends a sequence. */
  private sequence(): { parts: Expression[]; end?: string } {
    const { cursor } = this;
    const parts: Expression[] = [];
    let text = '';
    const flush = () => {
      if (text !== '') parts.push({ kind: 'literal', value: text });
      text = '';
    };
    while (!this.isAtEnd()) {
      if (cursor.take('$${')) text += this.trimmed('${');
      else if (cursor.take('%%{')) text += this.trimmed('%{');
      else if (cursor.startsWith('${') || cursor.startsWith('%{')) {
        const isDirective = cursor.startsWith('%{');
        cursor.offset += 2;
        if (cursor.take('~')) text = text.trimEnd();
        flush();
        this.trimsNext = false;
        if (isDirective) {
          const directive = this.directive();
          if (typeof directive === 'string') return { parts, end: directive };
          parts.push(directive);
        } else {
          parts.push(this.interpolation());
        }
      } else text += this.trimmed(this.character());
    }
    flush();
    return { parts };
  }

  private isAtEnd(): boolean {
    return this.cursor.isAtEnd || (this.isQuoted && this.cursor.startsWith('"'));
  }

  /** Removes white space behind the marker `~}`. */
  private trimmed(text: string): string {
    if (!this.trimsNext) return text;
    const rest = text.trimStart();
    if (rest !== '') this.trimsNext = false;
    return rest;
  }

  private character(): string {
    const { cursor } = this;
    const character = cursor.text[cursor.offset++] as string;
    if (!this.isQuoted || character !== '\\') return character;
    const escaped = cursor.text[cursor.offset++] ?? '';
    const digits = { u: 4, U: 8 }[escaped];
    if (digits === undefined) return ESCAPES[escaped] ?? escaped;
    const code = Number.parseInt(cursor.text.slice(cursor.offset, cursor.offset + digits), 16);
    cursor.offset += digits;
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  }

  private interpolation(): Expression {
    const expression = this.cursor.nested(() => this.parseExpression(this.cursor), false);
    this.endMarker();
    return expression;
  }

  private endMarker(): void {
    this.cursor.skipSpace(false);
    if (this.cursor.take('~')) this.trimsNext = true;
    this.cursor.expect('}');
  }

  /** Parses a directive. @returns its expression, or the name of a directive that ends a sequence */
  private directive(): Expression | string {
    const { cursor } = this;
    cursor.skipSpace(false);
    const name = cursor.identifier();
    if (name === 'if') return this.conditional();
    if (name === 'for') return this.loop();
    this.endMarker();
    return name ?? '';
  }

  private conditional(): Expression {
    const condition = this.interpolation();
    const { parts: whenTrue, end } = this.cursor.nested(() => this.sequence());
    const otherwise = end === 'else' ? this.cursor.nested(() => this.sequence()) : { parts: [], end };
    if (otherwise.end !== 'endif') throw this.cursor.error('expected "%{ endif }"');
    return {
      kind: 'conditional',
      condition,
      whenTrue: textOf(whenTrue),
      whenFalse: textOf(otherwise.parts),
    };
  }

  private loop(): Expression {
    const { cursor } = this;
    const names: string[] = [];
    do {
      cursor.skipSpace(false);
      names.push(cursor.identifier() ?? '');
      cursor.skipSpace(false);
    } while (cursor.take(','));
    if (cursor.identifier() !== 'in') throw cursor.error('expected "in"');
    const collection = this.interpolation();
    const { parts, end } = cursor.nested(() => this.sequence());
    if (end !== 'endfor') throw cursor.error('expected "%{ endfor }"');
    const [keyName] = names.length > 1 ? names : [];
    const items: Expression = {
      kind: 'for',
      ...(keyName !== undefined && { keyName }),
      valueName: names.at(-1) as string,
      collection,
      value: textOf(parts),
      isGrouped: false,
    };
    return { kind: 'call', name: 'join', args: [{ kind: 'literal', value: '' }, items], isExpanded: false };
  }
}

function templateOf(parts: readonly Expression[]): Expression {
  const [first] = parts;
  if (!first) return { kind: 'literal', value: '' };
  return parts.length === 1 ? first : { kind: 'template', parts };
}

/** The body of a directive is text, even if it consists of one expression. */
function textOf(parts: readonly Expression[]): Expression {
  return { kind: 'template', parts };
}

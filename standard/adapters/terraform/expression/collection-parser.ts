import type { Expression, ForExpression, ObjectItem } from './expression';
import type { TextCursor } from './text-cursor';

type ParseExpression = (cursor: TextCursor) => Expression;

/** Parses a list or a `for` expression behind its opening bracket. */
export function parseListOrFor(cursor: TextCursor, parse: ParseExpression): Expression {
  const loop = forExpression(cursor, ']', parse);
  if (loop) return loop;
  const items: Expression[] = [];
  for (;;) {
    cursor.skipSpace();
    if (cursor.take(']')) return { kind: 'list', items };
    items.push(parse(cursor));
    cursor.skipSpace();
    if (!cursor.take(',') && !cursor.startsWith(']')) throw cursor.error('expected "," or "]"');
  }
}

/** Parses an object or a `for` expression behind its opening brace. */
export function parseObjectOrFor(cursor: TextCursor, parse: ParseExpression): Expression {
  const loop = cursor.nested(() => forExpression(cursor, '}', parse), false);
  if (loop) return loop;
  const items: ObjectItem[] = [];
  for (;;) {
    cursor.skipSpace(false);
    if (cursor.take('}')) return { kind: 'object', items };
    const key = objectKey(cursor, parse);
    cursor.skipSpace();
    if (!cursor.take('=') && !cursor.take(':')) throw cursor.error('expected "="');
    cursor.skipSpace(false);
    items.push({ key, value: parse(cursor) });
    cursor.skipSpace();
    if (!cursor.take(',') && !cursor.startsWith('\n') && !cursor.startsWith('}'))
      throw cursor.error('expected "," or "}"');
  }
}

/** A name alone is a key, not a reference. */
function objectKey(cursor: TextCursor, parse: ParseExpression): Expression {
  const start = cursor.offset;
  const name = cursor.identifier();
  cursor.skipSpace();
  const isKey = (cursor.startsWith('=') && !cursor.startsWith('==')) || cursor.startsWith(':');
  if (name !== undefined && isKey) return { kind: 'literal', value: name };
  cursor.offset = start;
  return parse(cursor);
}

function forExpression(
  cursor: TextCursor,
  end: ']' | '}',
  parse: ParseExpression,
): ForExpression | undefined {
  cursor.skipSpace();
  if (!/^for\s/.test(cursor.text.slice(cursor.offset, cursor.offset + 4))) return undefined;
  cursor.offset += 3;
  const names: string[] = [];
  do {
    cursor.skipSpace();
    names.push(cursor.identifier() ?? '');
    cursor.skipSpace();
  } while (cursor.take(','));
  if (cursor.identifier() !== 'in') throw cursor.error('expected "in"');
  const collection = parse(cursor);
  cursor.skipSpace();
  cursor.expect(':');
  const first = parse(cursor);
  cursor.skipSpace();
  const hasKey = cursor.take('=>');
  const value = hasKey ? parse(cursor) : first;
  cursor.skipSpace();
  const isGrouped = cursor.take('...');
  cursor.skipSpace();
  const hasCondition = /^if\b/.test(cursor.text.slice(cursor.offset, cursor.offset + 3));
  if (hasCondition) cursor.offset += 2;
  const condition = hasCondition ? parse(cursor) : undefined;
  cursor.skipSpace();
  cursor.expect(end);
  const [keyName] = names.length > 1 ? names : [];
  return {
    kind: 'for',
    ...(keyName !== undefined && { keyName }),
    valueName: names.at(-1) as string,
    collection,
    ...(hasKey && { key: first }),
    value,
    ...(condition && { condition }),
    isGrouped,
  };
}

/** Parses the arguments of a function behind the opening parenthesis. */
export function parseCall(cursor: TextCursor, name: string, parse: ParseExpression): Expression {
  const args: Expression[] = [];
  let isExpanded = false;
  for (;;) {
    cursor.skipSpace();
    if (cursor.take(')')) return { kind: 'call', name, args, isExpanded };
    args.push(parse(cursor));
    cursor.skipSpace();
    if (cursor.take('...')) {
      isExpanded = true;
      cursor.skipSpace();
    }
    if (!cursor.take(',') && !cursor.startsWith(')')) throw cursor.error('expected "," or ")"');
  }
}

import { join } from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { ROOT, type SourceText } from './source-files';

/** A regular expression of the sources. */
export interface FoundExpression {
  /** File and line: `flows/cell.ts:30`. */
  readonly where: string;
  readonly pattern: string;
  readonly flags: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly regex?: { readonly pattern: string; readonly flags: string };
  readonly callee?: { readonly name?: string };
}

/** Returns the literals of a file, and the lines in which it constructs expressions from text. */
export function expressionsIn({ path, text }: SourceText): {
  literals: FoundExpression[];
  constructed: string[];
} {
  const literals: FoundExpression[] = [];
  const constructed: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const each of value) visit(each);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const { type, start, regex, callee } = value as Node;
    const where = () => `${path}:${text.slice(0, start).split('\n').length}`;
    if (type === 'Literal' && regex) literals.push({ where: where(), ...regex });
    if ((type === 'NewExpression' || type === 'CallExpression') && callee?.name === 'RegExp')
      constructed.push(where());
    for (const each of Object.values(value)) visit(each);
  };
  visit(parseAst(text, { lang: 'ts' }));
  return { literals, constructed };
}

/** Loads a module and returns the expressions that it constructs from text while it loads, with those of its imports. */
export async function constructedBy(path: string): Promise<FoundExpression[]> {
  const found: FoundExpression[] = [];
  const original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(original, {
    construct(target, args: [string | RegExp, string?]) {
      const made = new target(...args);
      if (typeof args[0] === 'string') {
        found.push({ where: path, pattern: made.source, flags: made.flags });
      }
      return made;
    },
  });
  try {
    await import(join(ROOT, path));
  } finally {
    globalThis.RegExp = original;
  }
  return found;
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../support/source-files';
import { compileErrors } from '../support/virtual-files';

const PAGES = ['README.md', 'CONTRIBUTING.md', ...pagesIn('docs'), ...pagesIn('decisions')];

describe('the documentation', () => {
  const snippets = PAGES.flatMap(snippetsOf);
  const invalid = { name: 'invalid', code: "import { Nothing } from 'cloud-flow-logs/cdk';\nNothing;" };
  let problems: Map<string, string[]>;

  beforeAll(() => {
    problems = problemsOf([...snippets, invalid]);
  });

  test('has TypeScript snippets', () => {
    expect(snippets.length).toBeGreaterThan(1);
  });

  test.each(snippets)('$name compiles', ({ name }) => {
    expect(problems.get(name)).toEqual([]);
  });

  test('a snippet that does not compile is reported', () => {
    expect(problems.get(invalid.name)).not.toEqual([]);
  });

  test.each(PAGES)('every relative link of %s leads to a file', (page) => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target]) => target as string);
    const missing = targets.filter((target) => !existsSync(join(ROOT, page, '..', target)));
    expect(missing).toEqual([]);
  });
});

interface Snippet {
  readonly name: string;
  readonly code: string;
}

function snippetsOf(page: string): Snippet[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code], index) => ({
    name: `${page}, snippet ${index + 1}`,
    code: code as string,
  }));
}

/** Compiles snippets as files of the examples. Returns the errors of each. */
function problemsOf(snippets: readonly Snippet[]): Map<string, string[]> {
  const pathOf = ({ name }: Snippet) => join(ROOT, 'examples', `${name.replace(/\W+/g, '-')}.ts`);
  const errors = compileErrors(new Map(snippets.map((snippet) => [pathOf(snippet), snippet.code])));
  return new Map(snippets.map((snippet) => [snippet.name, errors.get(pathOf(snippet)) ?? []]));
}

function pagesIn(directory: string): string[] {
  return readdirSync(join(ROOT, directory))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${directory}/${name}`);
}

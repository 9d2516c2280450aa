import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const ROOT = join(__dirname, '../..');
const PAGES = ['README.md', 'CONTRIBUTING.md', ...pagesIn('docs'), ...pagesIn('decisions')];

describe('what the documentation shows', () => {
  const snippets = PAGES.flatMap(snippetsOf);

  test('there are snippets to look at', () => {
    expect(snippets.length).toBeGreaterThan(1);
  });

  test.each(snippets)('$name compiles', ({ name, code }) => {
    expect(problemsOf(name, code)).toEqual([]);
  });

  test('a snippet that does not compile would be found', () => {
    expect(problemsOf('planted', "import { Nothing } from 'cloud-flow-logs/cdk';\nNothing;")).not.toEqual([]);
  });

  test.each(PAGES)('the links of %s lead somewhere', (page) => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target]) => target as string);
    const tracked = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' });
    for (const target of targets) {
      const path = join(page, '..', target).replace(/\/$/, '');
      expect(tracked, `${page} -> ${target}`).toContain(path);
    }
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

/** Compiles a text as if it were a file of the project, which reaches the package by its own name. */
function problemsOf(name: string, code: string): string[] {
  const path = join(ROOT, 'examples', `${name.replace(/\W+/g, '-')}.ts`);
  const config = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile).config;
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => file === path || fileExists(file);
  host.readFile = (file) => (file === path ? code : readFile(file));
  host.getSourceFile = (file, version, ...rest) =>
    file === path ? ts.createSourceFile(file, code, version) : getSourceFile(file, version, ...rest);
  const program = ts.createProgram([path], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .filter(({ file }) => file?.fileName === path)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

function pagesIn(directory: string): string[] {
  return readdirSync(join(ROOT, directory))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${directory}/${name}`);
}

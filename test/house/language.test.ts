import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../support/source-files';
import { BANNED_PHRASES } from './banned-phrases';

/** Files whose text others wrote, and the list of the phrases itself. */
const EXCEPTIONS =
  /(?:^|\/)(?:package-lock\.json|LICENSE|azurerm-schema-5\.json|banned-phrases\.ts|language\.test\.ts)$/;

/** The changelog quotes old names as code. */
const CHANGELOG = 'CHANGELOG.md';

/** Returns the banned phrases of a text, each with its line and with the words to use. */
function phrasesIn(path: string, text: string): string[] {
  const prose = path === CHANGELOG ? text.replace(/`[^`\n]*`/g, '``') : text;
  return prose
    .split('\n')
    .flatMap((line, index) =>
      BANNED_PHRASES.flatMap(({ pattern, instead }) =>
        [...line.matchAll(pattern)].map(
          ([found]) => `${path}:${index + 1}: "${found}": use ${instead} in: ${line.trim().slice(0, 100)}`,
        ),
      ),
    );
}

/** Returns the tracked text files. */
function trackedFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' });
  return listed.split('\0').filter((path) => path !== '' && !EXCEPTIONS.test(path));
}

describe('the language of the project', () => {
  test.each([
    ['the reader tells the caller', 'tells'],
    ['It CAN NOT be read', 'CAN NOT'],
    ['holds the text against the schema', 'holds the text against'],
    ['lets them pass', 'lets them pass'],
  ])('bans the wording of "%s"', (text, phrase) => {
    expect(phrasesIn('page.md', text)).toEqual([expect.stringContaining(`page.md:1: "${phrase}": use `)]);
  });

  test.each(['the ring buffer', 'the reader reports an error', 'a string that repeated', 'Outdoor'])(
    'allows "%s"',
    (text) => {
      expect(phrasesIn('page.md', text)).toEqual([]);
    },
  );

  test('has no banned wording in any tracked text', () => {
    const files = trackedFiles();
    expect(files.length).toBeGreaterThan(500);
    const texts = files.map((path) => ({ path, bytes: readFileSync(join(ROOT, path)) }));
    // a zero byte marks a binary file
    const found = texts
      .filter(({ bytes }) => !bytes.includes(0))
      .flatMap(({ path, bytes }) => phrasesIn(path, bytes.toString('utf8')));
    expect(found).toEqual([]);
  });
});

import { checkSync } from 'recheck';
import { describe, expect, test, vi } from 'vitest';
import { constructedBy, expressionsIn, type FoundExpression } from '../support/regular-expressions';
import { sourceFiles } from '../support/source-files';

/** recheck in JavaScript, which is the same on every platform. */
process.env.RECHECK_BACKEND = 'pure';

const TIMEOUT_MILLIS = 20_000;

/** Files with expressions that are not linear, and what bounds their input. */
const BOUNDED: Readonly<Record<string, string>> = {
  'azure/kql/smart-quotes.ts': 'a KQL query in the source of an app, at synthesis',
};

/** The rooms of the house. The kernel has no regular expressions. */
const ROOMS = ['flows', 'aws', 'azure', 'normalizer', 'standard', 'constructs', 'cli'];
const SOURCES = sourceFiles(...ROOMS).filter(({ path }) => !path.includes('/assembly/'));
const FOUND = SOURCES.filter(({ path }) => BOUNDED[path] === undefined).map((file) => ({
  path: file.path,
  ...expressionsIn(file),
}));
const CONSTRUCTING = FOUND.filter(({ constructed }) => constructed.length > 0);

const known = new Map<string, string>();

/** Returns `safe` if the number of steps of a search is linear in the length of the text; else its growth. */
function growthOf({ pattern, flags }: FoundExpression): string {
  const text = `/${pattern}/${flags}`;
  const growth = known.get(text) ?? analysed(pattern, flags);
  known.set(text, growth);
  return growth;
}

function analysed(pattern: string, flags: string): string {
  const result = checkSync(pattern, flags, { checker: 'automaton', timeout: TIMEOUT_MILLIS });
  return result.status === 'vulnerable' ? result.complexity.summary : result.status;
}

describe('the number of steps of a regular expression', () => {
  test('is found to be polynomial and exponential where it is', () => {
    expect(growthOf({ where: '', pattern: '^(a+)+$', flags: '' })).toMatch(/exponential/);
    expect(growthOf({ where: '', pattern: String.raw`\s+$`, flags: '' })).toMatch(/polynomial/);
    expect(growthOf({ where: '', pattern: '^[0-9]+$', flags: '' })).toBe('safe');
  });

  const literals = FOUND.flatMap((file) => file.literals);

  test('is linear in the length of the text, for every literal of the sources', () => {
    expect(literals.length).toBeGreaterThan(100);
    const unique = new Map(literals.map((each) => [`/${each.pattern}/${each.flags}`, each]));
    const slow = [...unique].flatMap(([text, each]) => {
      const growth = growthOf(each);
      return growth === 'safe' ? [] : [`${each.where}: ${text} is ${growth}`];
    });
    expect(slow).toEqual([]);
  });

  test.each(CONSTRUCTING)('is linear for those that $path constructs', async ({ path, constructed }) => {
    vi.resetModules();
    const found = await constructedBy(path);
    // an expression that is constructed later is made from data, which this test cannot know
    expect(found.length).toBeGreaterThanOrEqual(constructed.length);
    const slow = found.flatMap((each) => {
      const growth = growthOf(each);
      return growth === 'safe' ? [] : [`/${each.pattern}/${each.flags} is ${growth}`];
    });
    expect(slow).toEqual([]);
  });
});

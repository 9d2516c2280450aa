import { describe, expect, test } from 'vitest';
import {
  FilterKind,
  type FilterTexts,
  parseFilters,
  QUESTION_FILTERS,
  QuestionFilter,
} from '../../../../flows/questions/filters';

const NOW = new Date('2026-12-01T02:30:00Z');
const parse = (texts: FilterTexts) => parseFilters(texts, NOW);
const time = (text: string) => new Date(text);

describe('the catalogue of filters', () => {
  test('has each filter once', () => {
    expect(QUESTION_FILTERS.map(({ name }) => name)).toEqual(Object.values(QuestionFilter));
  });

  test.each(QUESTION_FILTERS)('parses the sample of $name', ({ name, sample }) => {
    expect(Object.keys(parse({ [name]: [sample] }))).toHaveLength(1);
  });

  test.each(QUESTION_FILTERS.filter(({ kind }) => ![FilterKind.TEXT, FilterKind.ID].includes(kind)))(
    'reports the option, the value and the sample if the value of $name is invalid',
    ({ name, sample }) => {
      expect(() => parse({ [name]: ['?'] })).toThrow(`--${name} "?" `);
      expect(() => parse({ [name]: ['?'] })).toThrow(`expected a value such as ${sample}`);
    },
  );

  test.each(QUESTION_FILTERS)('reports an empty value of $name', ({ name }) => {
    expect(() => parse({ [name]: [' '] })).toThrow(`--${name} " " has an empty value`);
  });

  test.each(QUESTION_FILTERS)(
    'accepts several values of $name if it is a list',
    ({ name, isList, sample }) => {
      const several = () => parse({ [name]: [sample, sample] });
      if (isList) expect(Object.values(several())[0]).toHaveLength(2);
      else expect(several).toThrow(`--${name} is given 2 times`);
    },
  );
});

describe('a time', () => {
  test.each([
    ['2026-11-24', '2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z'],
    ['2026-11-24T10:30', '2026-11-24T10:30:00Z', '2026-11-24T10:30:00Z'],
    ['2026-11-24 10:30:15.5', '2026-11-24T10:30:15.5Z', '2026-11-24T10:30:15.5Z'],
    ['2026-11-24T10:30:00z', '2026-11-24T10:30:00Z', '2026-11-24T10:30:00Z'],
    ['2026-11-24T10:30+02:00', '2026-11-24T08:30:00Z', '2026-11-24T08:30:00Z'],
  ])('%s is UTC, and a date at the end includes its day', (text, from, to) => {
    expect(parse({ [QuestionFilter.FROM]: [text] })).toEqual({ from: time(from) });
    expect(parse({ [QuestionFilter.TO]: [text] })).toEqual({ to: time(to) });
  });

  test.each([
    '2026-02-30',
    '2026-02-30T10:00',
    '2026-11-24T25:00',
    'yesterday',
    '24.11.2026',
    '2026-11-24T10',
  ])('%s is invalid', (text) => {
    expect(() => parse({ [QuestionFilter.FROM]: [text] })).toThrow('is not a date or a time in ISO 8601');
  });

  test.each([
    ['90m', '2026-12-01T01:00:00Z'],
    ['24h', '2026-11-30T02:30:00Z'],
    ['7d', '2026-11-24T02:30:00Z'],
    ['2w', '2026-11-17T02:30:00Z'],
  ])('%s before now is the start of the range', (text, from) => {
    expect(parse({ [QuestionFilter.SINCE]: [text] })).toEqual({ from: time(from) });
  });

  test('a range of one day is that day', () => {
    const texts = { [QuestionFilter.FROM]: ['2026-11-24'], [QuestionFilter.TO]: ['2026-11-24'] };
    expect(parse(texts)).toEqual({ from: time('2026-11-24T00:00:00Z'), to: time('2026-11-25T00:00:00Z') });
  });

  test('a range that ends before it starts is an error', () => {
    const texts = { [QuestionFilter.SINCE]: ['1d'], [QuestionFilter.TO]: ['2026-11-24'] };
    expect(() => parse(texts)).toThrow(
      '--to 2026-11-25T00:00:00.000Z is not after the start of the range, 2026-11-30T02:30:00.000Z',
    );
  });

  test('a range has one start', () => {
    const texts = { [QuestionFilter.SINCE]: ['1d'], [QuestionFilter.FROM]: ['2026-11-24'] };
    expect(() => parse(texts)).toThrow('--since and --from are both given');
  });
});

describe('other values', () => {
  test('of lists are separated by commas', () => {
    expect(parse({ [QuestionFilter.ACCOUNT]: ['1,2', ' 3 '] })).toEqual({ accounts: ['1', '2', '3'] });
  });

  test.each([
    ['0', { first: 0, last: 0 }],
    ['8000-8999', { first: 8000, last: 8999 }],
  ])('the port %s is valid', (text, range) => {
    expect(parse({ [QuestionFilter.PORT]: [text] })).toEqual({ ports: [range] });
  });

  test.each([
    ['65536', 'is not a port from 0 to 65535'],
    ['1-65536', 'is not a port from 0 to 65535'],
    ['-1', 'is not a port from 0 to 65535'],
    ['9-8', 'starts after its end; the range is 8-9'],
  ])('the port %s is invalid', (text, problem) => {
    expect(() => parse({ [QuestionFilter.PORT]: [text] })).toThrow(problem);
  });

  test.each([
    ['0', 0n],
    ['1500', 1500n],
    ['10MB', 10_000_000n],
    ['2 gb', 2_000_000_000n],
    ['1kB', 1000n],
    ['3TB', 3_000_000_000_000n],
  ])('%s are bytes', (text, bytes) => {
    expect(parse({ [QuestionFilter.MIN_BYTES]: [text] })).toEqual({ minBytes: bytes });
  });

  test.each(['1.5GB', '-1', '1GiB', '1234567890123456789'])('%s are no bytes', (text) => {
    expect(() => parse({ [QuestionFilter.MIN_BYTES]: [text] })).toThrow('is not a whole number of bytes');
  });

  test.each(['0', '-1', '2147483648', '1e3'])('the limit %s is invalid', (text) => {
    expect(() => parse({ [QuestionFilter.LIMIT]: [text] })).toThrow(
      'is not a whole number from 1 to 2147483647',
    );
  });

  test('a cloud can have upper case letters, and a suggestion', () => {
    expect(parse({ [QuestionFilter.CLOUD]: ['AWS'] })).toEqual({ clouds: ['aws'] });
    expect(() => parse({ [QuestionFilter.CLOUD]: ['azur'] })).toThrow('Did you mean azure?');
  });

  test('a network with bits after its prefix is an error with the network', () => {
    expect(() => parse({ [QuestionFilter.INTERNAL_NETWORKS]: ['10.0.0.9/8'] })).toThrow(
      '--internal-networks "10.0.0.9/8" has bits after its prefix: the network is 10.0.0.0/8',
    );
  });

  test('a control character is an error', () => {
    expect(() => parse({ [QuestionFilter.ACCOUNT]: ['1\n2'] })).toThrow(
      '"1\\n2" contains a control character',
    );
  });
});

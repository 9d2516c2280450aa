import { describe, expect, test } from 'vitest';
import { headerNames, laterHeaderNames, tokensOf } from '../../../aws/text/header';
import { InputErrorCode } from '../../../flows/input/input-error';
import { MAX_LINE_BYTES } from '../../../flows/input/lines';
import { readLines } from '../../support/normalized';
import { fileOf } from '../sample-records';

describe('a header after the first one', () => {
  test.each([
    ['version', true],
    ['version new-field', false],
    ['version action new-field', true],
    ['version new-field new-field-2', false],
    ['version action new-field new-field-2', false],
    ['version action srcaddr new-field new-field-2', true],
    ['new-field', false],
  ])('%s: %s', (line, isLater) => {
    expect(laterHeaderNames(tokensOf(line)) !== undefined).toBe(isLater);
  });

  test('has more known than unknown fields; other words are a record', async () => {
    const { rejects, rows } = await readLines(
      `${fileOf({})}version new-field\nversion action new-field\n2 ACCEPT x\n`,
    );
    expect(rejects).toMatchObject([{ sourceRow: 3n, raw: 'version new-field' }]);
    expect(rows).toMatchObject([{ source_row: 2n }, { source_row: 5n, action: 'accept' }]);
  });
});

describe('a header', () => {
  test.each([
    ['version', true],
    ['version new-field', true],
    ['new-field', false],
    ['version 2', false],
    ['version Action', true],
    ['Version', true],
    ['${version} ${account-id}', true],
    ['${version account-id}', false],
    ['account_id', true],
    ['$version', false],
    ['version -', false],
    ['version -action', false],
    ['version a--b', false],
    ['version a-', false],
    ['version a1-b2', true],
  ])('%s: %s', (line, is) => {
    expect(headerNames(tokensOf(line)) !== undefined).toBe(is);
  });
});

test.each(['VERSION ACCOUNT_ID', '${version} ${account-id}', 'Version Account-Id', '"version" "account_id"'])(
  'the names of the header %s are those of AWS',
  (line) => {
    expect(headerNames(tokensOf(line))).toEqual(['version', 'account-id']);
  },
);

test.each([
  ['a b', ['a', 'b']],
  [' a  b ', ['a', 'b']],
  ['a\tb', ['a', 'b']],
  ['\ta \t b', ['a', 'b']],
  ['', []],
])('the tokens of %j', (line, tokens) => {
  expect(tokensOf(line)).toEqual(tokens);
});

test.each(['', '\n\n'])('a first line that is too long is an error, after %j', async (before) => {
  const line = 'version '.repeat(MAX_LINE_BYTES / 8);
  await expect(readLines(`${before}${line}x\n2\n`)).rejects.toMatchObject({
    code: InputErrorCode.NO_FORMAT,
    message:
      `expected a header in line ${before.length + 1}, because no format is declared; received ${line.length + 1} bytes in ` +
      `one line: "${line.slice(0, 80)}...". Declare the format of the flow log.`,
  });
  // a line of the largest size is a header; this one has a field twice
  await expect(readLines(`${before}${line}\n`)).rejects.toMatchObject({ code: InputErrorCode.BAD_HEADER });
});

import { describe, expect, test } from 'vitest';
import { LogFormat, NAMED_FORMATS } from '../../../aws/format';
import { parseLogFormat } from '../../../cli/arguments/log-format';
import { UserError } from '../../../cli/user-error';

const NAMES = ['version', 'account-id', 'srcaddr'];

describe('--format accepts', () => {
  test.each([
    ['placeholders', '${version} ${account-id} ${srcaddr}'],
    ['names', 'version account-id srcaddr'],
    ['underscores', 'version account_id srcaddr'],
    ['capitals', 'VERSION Account-ID SRCADDR'],
    ['commas', 'version,account_id,srcaddr'],
    ['commas with blanks, quotes and a line end', '"version", "account_id", "srcaddr"\r\n'],
    ['tabs', 'version\taccount-id\tsrcaddr'],
    ['a mixture', '${VERSION}, account_id\n${srcaddr}'],
  ])('%s', (_, text) => {
    expect(parseLogFormat(text).names).toEqual(NAMES);
  });

  test.each(['default', 'DEFAULT', ' default\n'])('the name %j', (name) => {
    expect(parseLogFormat(name)).toBe(LogFormat.AWS_DEFAULT);
  });

  test('the name of a transit gateway format with an underscore', () => {
    expect(parseLogFormat('transit_gateway')).toBe(LogFormat.TRANSIT_GATEWAY);
  });

  test('fields that this version does not know, as a header can have them', () => {
    expect(parseLogFormat('version quantum_state').names).toEqual(['version', 'quantum-state']);
  });
});

describe('--format rejects', () => {
  test.each([
    ['a name that is similar to a known field', 'version srcadr', 'Did you mean "srcaddr"?'],
    ['a field of another product', 'version src_ip', 'Did you mean "srcaddr"?'],
    ['a name that is similar to a format', 'defualt', 'Did you mean "default"?'],
    [
      'no known field',
      'alpha-beta gamma-delta',
      'is neither the name of a format nor a list of known fields',
    ],
    ['a field twice', 'version account-id account_id', 'contains the field "account-id" twice'],
    ['fields of two kinds', 'tgw-id,vpc_id', 'mixes the VPC field "vpc-id"'],
    ['what a shell leaves of placeholders', '-id -addr', 'is only the end of a field name'],
    ['what a shell leaves of one placeholder', 'version id', 'is only the end of a field name'],
    ['other text', 'version {srcaddr', '"{srcaddr" at offset 8, which is not a placeholder'],
    ['nothing', ' , ', 'no fields'],
  ])('%s', (_, text, message) => {
    expect(() => parseLogFormat(text)).toThrow(UserError);
    expect(() => parseLogFormat(text)).toThrow(message);
  });
});

test('every predefined format has a name, and no two names are the same', () => {
  const predefined = Object.values(LogFormat).filter((each) => each instanceof LogFormat);
  expect(predefined.length).toBeGreaterThan(5);
  const texts = NAMED_FORMATS.map(({ format }) => format.toString());
  for (const format of predefined) expect(texts).toContain(format.toString());
  expect(new Set(NAMED_FORMATS.map(({ name }) => name)).size).toBe(NAMED_FORMATS.length);
});

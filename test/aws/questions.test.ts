import { describe, expect, test } from 'vitest';
import { TgwField, VpcField } from '../../aws/fields';
import { LogFormat } from '../../aws/format';
import { missingColumns } from '../../aws/questions';
import { QUESTIONS } from '../../flows/questions';

const TGW = LogFormat.of(...TgwField.all());
const EVERYTHING = LogFormat.of(...VpcField.all());

/** Names of the questions whose columns records of a format can fill. */
function answered(format: LogFormat): string[] {
  return QUESTIONS.filter((question) => missingColumns(question, format).length === 0).map(
    ({ name }) => name,
  );
}

describe('a format', () => {
  test('of the AWS default has the columns of version 2', () => {
    const names = answered(LogFormat.AWS_DEFAULT);
    expect(names).toEqual(
      expect.arrayContaining(['top-talkers', 'rejected-traffic', 'bytes-by-ip-version', 'coverage-gaps']),
    );
    expect(names).not.toContain('top-instances');
    expect(names).not.toContain('reject-reasons');
  });

  test('of the recommendation has the reasons of rejections', () => {
    expect(answered(LogFormat.RECOMMENDED)).toEqual(
      expect.arrayContaining(['top-instances', 'reject-reasons']),
    );
  });

  test('with every field lacks the columns of transit gateways and of enrichment', () => {
    const names = new Set(answered(EVERYTHING));
    expect(QUESTIONS.filter(({ name }) => !names.has(name)).map(({ name }) => name)).toEqual([
      'connecting-countries',
      'threats',
      'transit-gateway-pairs',
      'transit-gateway-losses',
    ]);
  });

  test('of a transit gateway has no verdict', () => {
    const names = answered(TGW);
    expect(names).toEqual(
      expect.arrayContaining(['transit-gateway-pairs', 'transit-gateway-losses', 'top-talkers']),
    );
    expect(names).not.toContain('accepted-traffic');
  });
});

test('missingColumns names columns, and accepts a derived column if the format has its source', () => {
  const named = (name: string) =>
    QUESTIONS.find((question) => question.name === name) as (typeof QUESTIONS)[number];
  expect(missingColumns(named('reject-reasons'), LogFormat.AWS_DEFAULT)).toEqual(['reject_reason']);
  expect(missingColumns(named('unencrypted-network-traffic'), LogFormat.AWS_DEFAULT)).toEqual(['encryption']);
  expect(
    missingColumns(
      named('unencrypted-network-traffic'),
      LogFormat.AWS_DEFAULT.withFields(VpcField.ENCRYPTION_STATUS),
    ),
  ).toEqual([]);
});

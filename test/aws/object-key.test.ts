import { describe, expect, test } from 'vitest';
import { parseObjectKey } from '../../aws/object-key';

const ACCOUNT = '123456789012';
const OTHER_ACCOUNT = '210987654321';

interface Parts {
  readonly account?: string;
  readonly region?: string;
  readonly day?: string;
  readonly file?: string;
}

const fileName = (account = ACCOUNT, region = 'eu-west-1') =>
  `${account}_vpcflowlogs_${region}_fl-0123456789abcdef0_20261122T1005Z_1a2b3c4d.log.gz`;

function plain({ account = ACCOUNT, region = 'eu-west-1', day = '2026/11/22', file }: Parts = {}): string {
  return `AWSLogs/${account}/vpcflowlogs/${region}/${day}/${file ?? fileName(account, region)}`;
}

function hive({ account = ACCOUNT, region = 'eu-west-1', file }: Parts = {}, hour = ''): string {
  const directory = `aws-account-id=${account}/aws-service=vpcflowlogs/aws-region=${region}`;
  return `AWSLogs/${directory}/year=2026/month=11/day=22${hour}/${file ?? fileName(account, region)}`;
}

describe('the key of a delivered object', () => {
  test.each([
    ['plain', plain()],
    ['plain and hourly', plain({ day: '2026/11/22/10' })],
    ['plain below a prefix', `network/raw/${plain()}`],
    ['Hive-style', hive()],
    ['Hive-style and hourly', hive({}, '/hour=10')],
    ['Hive-style below a prefix', `network/raw/${hive({}, '/hour=10')}`],
    ['of a Parquet file', plain({ file: fileName().replace('.gz', '.parquet') })],
    ['with a version', `${plain()}?versionId=L4kqtJlcpXroDTDmpUMLUo`],
  ])('is parsed: %s', (_, key) => {
    expect(parseObjectKey(key)).toEqual({
      accountId: ACCOUNT,
      region: 'eu-west-1',
      flowLogId: 'fl-0123456789abcdef0',
      day: '2026-11-22',
    });
  });

  test.each(['us-gov-west-1', 'cn-northwest-1', 'ap-southeast-5', 'eusc-de-east-1'])(
    'is parsed for %s',
    (region) => {
      expect(parseObjectKey(plain({ region }))).toMatchObject({ region });
      expect(parseObjectKey(hive({ region }))).toMatchObject({ region });
    },
  );

  test.each([
    ['empty', ''],
    ['of another object', 'reports/2026/11/22/summary.csv'],
    ['of CloudTrail', plain().replace('/vpcflowlogs/', '/CloudTrail/')],
    ['whose folder only ends with AWSLogs', `my${plain()}`],
    ['of a directory', 'AWSLogs/123456789012/vpcflowlogs/eu-west-1/2026/11/22/'],
    ['of a file without folders', fileName()],
    ['with another account in the path', plain({ file: fileName(OTHER_ACCOUNT) })],
    ['with another account in the path, Hive-style', hive({ file: fileName(OTHER_ACCOUNT) })],
    ['with another region in the path', plain({ file: fileName(ACCOUNT, 'eu-west-2') })],
    ['with another region in the path, Hive-style', hive({ file: fileName(ACCOUNT, 'eu-west-2') })],
    ['with a short account', plain({ account: '12345678901' })],
    ['with .. as the region', plain({ region: '..' })],
    ['with an incomplete day', plain({ day: '2026/11' })],
    ['without a flow log', plain({ file: fileName().replace('_fl-0123456789abcdef0', '') })],
    ['that continues after the file name', `${plain()}/more`],
  ])('is not parsed: %s', (_, key) => {
    expect(parseObjectKey(key)).toBeUndefined();
  });
});

import { describe, expect, test } from 'vitest';
import { TgwField, VpcField } from '../../aws/fields';
import { FileFormat } from '../../aws/flow-log';
import { LogFormat } from '../../aws/format';
import type { GlueTable } from '../../aws/glue-table';
import { PartitionLayout } from '../../aws/policies';
import { type RawTableProps, rawTable } from '../../aws/raw-tables';
import { deliveryKey } from '../support/raw-object';

const LOCATION = 's3://bucket/folder';
const TIME = new Date('2026-03-04T05:06:00Z');

function table(props: Partial<RawTableProps> = {}): GlueTable {
  return rawTable({
    name: 'raw_vpc',
    location: LOCATION,
    format: LogFormat.AWS_DEFAULT,
    fileFormat: FileFormat.TEXT,
    partitions: PartitionLayout.PLAIN,
    perHour: false,
    accountIds: ['123456789012', '000000000001'],
    regions: ['us-east-1', 'eu-west-1'],
    ...props,
  });
}

test('the columns are the fields of the format, in order, with the types of AWS', () => {
  const format = LogFormat.of(VpcField.BYTES, VpcField.PKT_SRCADDR, VpcField.SRCPORT, VpcField.REGION);
  expect(table({ format }).columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
    'bytes bigint',
    'pkt_srcaddr string',
    'srcport int',
    'region string',
  ]);
});

test('a field has the type of its kind of flow log', () => {
  const protocol = ({ columns }: GlueTable) => columns.find(({ name }) => name === 'protocol')?.type;
  expect(protocol(table({ format: LogFormat.of(VpcField.PROTOCOL) }))).toBe('int');
  const tgw = table({ format: LogFormat.of(TgwField.TGW_ID, TgwField.PROTOCOL) });
  expect(protocol(tgw)).toBe('bigint');
  expect(tgw.description).toContain('transit gateway');
});

test.each([...VpcField.all(), ...TgwField.all()])('no partition key has the name of %s', ({ name }) => {
  const keys = table({ perHour: true }).partitionKeys.map((key) => key.name);
  expect(keys).not.toContain(name.replaceAll('-', '_'));
});

test('text is read by position, without its header, and with null for `-`', () => {
  const { storage, parameters } = table();
  expect(parameters).toMatchObject({ EXTERNAL: 'TRUE', 'skip.header.line.count': '1' });
  expect(storage).toEqual({
    inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
    outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
    serdeInfo: {
      serializationLibrary: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe',
      parameters: { 'field.delim': ' ', 'serialization.format': ' ', 'serialization.null.format': '-' },
    },
  });
});

test('Parquet has no header', () => {
  const { storage, parameters } = table({ fileFormat: FileFormat.PARQUET });
  expect(parameters).not.toHaveProperty('skip.header.line.count');
  expect(parameters.classification).toBe('parquet');
  expect(storage.serdeInfo.serializationLibrary).toBe(
    'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
  );
});

describe.each(Object.values(PartitionLayout))('with %s partitions', (partitions) => {
  test.each([false, true])('per hour: %s, the partitions match the keys that AWS writes', (perHour) => {
    const layout = { partitions, perHour };
    const { parameters, partitionKeys, location } = table(layout);
    const delivery = { accountId: '123456789012', region: 'eu-west-1', flowLogId: 'fl-1', time: TIME };
    const key = deliveryKey({ ...delivery, ...layout, format: LogFormat.AWS_DEFAULT, records: [] }, 'log.gz');
    const format = parameters['projection.delivered_day.format'] as string;
    const values: Record<string, string> = {
      delivered_account: '123456789012',
      delivered_region: 'eu-west-1',
      delivered_day: inFormat(format, TIME),
      delivered_hour: '05',
    };
    const template = parameters['storage.location.template'] as string;
    expect(template.replace(/\$\{(\w+)\}/g, (_, name: string) => values[name] as string)).toBe(
      `${LOCATION}/${key.replace(/[^/]*$/, '')}`,
    );
    expect(location).toBe(`${LOCATION}/AWSLogs`);
    const names = ['delivered_account', 'delivered_region', 'delivered_day'];
    expect(partitionKeys.map(({ name }) => name)).toEqual(perHour ? [...names, 'delivered_hour'] : names);
  });

  test('days begin with the first day of flow logs', () => {
    const { parameters } = table({ partitions });
    const first = partitions === PartitionLayout.HIVE ? '2014/month=01/day=01' : '2014/01/01';
    expect(parameters['projection.delivered_day.range']).toBe(`${first},NOW+1DAYS`);
  });

  test('days begin with the retention', () => {
    const { parameters } = table({ partitions, retentionDays: 90 });
    expect(parameters['projection.delivered_day.range']).toBe('NOW-90DAYS,NOW+1DAYS');
  });
});

test('accounts and regions are listed', () => {
  expect(table().parameters).toMatchObject({
    'projection.enabled': 'true',
    'projection.delivered_account.type': 'enum',
    'projection.delivered_account.values': '123456789012,000000000001',
    'projection.delivered_region.values': 'us-east-1,eu-west-1',
  });
});

test('each query must specify unknown accounts', () => {
  const { parameters } = table({ accountIds: undefined });
  expect(parameters['projection.delivered_account.type']).toBe('injected');
  expect(parameters).not.toHaveProperty('projection.delivered_account.values');
});

/** Formats a date like Java. */
function inFormat(format: string, time: Date): string {
  const [year, month, day] = time.toISOString().split(/[-T]/) as [string, string, string];
  return format.replace(/'([^']*)'|yyyy|MM|dd/g, (token, text?: string) => {
    if (text !== undefined) return text;
    return { yyyy: year, MM: month, dd: day }[token] as string;
  });
}

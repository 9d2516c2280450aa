import { FIRST_DAY } from '../flows/time-bounds';
import { FieldType, type FlowField } from './fields';
import { FileFormat } from './flow-log';
import { type GlueColumn, type GlueTable, PARQUET_STORAGE, TEXT_STORAGE } from './glue-table';
import {
  daysFrom,
  HOURS,
  type KeyProjection,
  oneOf,
  oneOfOrNamed,
  partitionProjection,
} from './partition-projection';
import { PartitionLayout } from './policies';
import type { RawSchema } from './raw-folder';

/**
 * Raw objects of one layout that are to be queried as they are. Text is read by position: objects of another format
 * at the location would be read into the wrong columns. Names and places can be deploy-time tokens.
 */
export interface RawTableProps extends RawSchema {
  readonly name: string;
  /** Destination of the flow log, without a slash at its end: AWS puts `AWSLogs/` below it. */
  readonly location: string;
  /**
   * Accounts that deliver.
   *
   * @default - not known: each query names its accounts, `where delivered_account = '...'`
   */
  readonly accountIds?: readonly string[];
  readonly regions: readonly string[];
  /**
   * Days for which raw objects are kept. A query without a condition on `delivered_day` looks into each of them.
   *
   * @default - every day there can be objects of
   */
  readonly keptDays?: number;
}

const GLUE_TYPES: Readonly<Record<FieldType, string>> = {
  [FieldType.STRING]: 'string',
  [FieldType.INT_32]: 'int',
  [FieldType.INT_64]: 'bigint',
};

/**
 * The table of a flow log's raw objects: the fields of its format as they were delivered, named as the AWS guides
 * name them, and the partition of the delivery. In text `-` is null; in Parquet it is what AWS wrote.
 *
 * Sources: Amazon VPC User Guide, "Flow log files"; Amazon Athena User Guide, "Query Amazon VPC flow logs".
 */
export function rawTable(props: RawTableProps): GlueTable {
  const { name, location, format, fileFormat } = props;
  const text = fileFormat === FileFormat.TEXT;
  const { keys, template } = partitionsOf(props);
  return {
    name,
    description: `Raw ${format.isTransitGateway ? 'transit gateway' : 'VPC'} flow log records, as delivered`,
    columns: format.fields.map(rawColumn),
    partitionKeys: keys.map(({ column }) => column),
    location: `${location}/AWSLogs`,
    storage: text ? TEXT_STORAGE : PARQUET_STORAGE,
    parameters: {
      EXTERNAL: 'TRUE',
      ...(text ? { 'skip.header.line.count': '1' } : { classification: 'parquet' }),
      ...partitionProjection(
        Object.fromEntries(keys.map(({ column, projection }) => [column.name, projection])),
        `${location}/AWSLogs/${template}`,
      ),
    },
  };
}

/** A key of the deliveries' folders. Its name is no field's name, so that both can be columns. */
interface PartitionKey {
  readonly column: GlueColumn;
  readonly projection: KeyProjection;
}

function partitionsOf(props: RawTableProps): { keys: PartitionKey[]; template: string } {
  const { accountIds, regions, keptDays, perHour } = props;
  const { account, region, day, hour } = props.partitions === PartitionLayout.HIVE ? HIVE : PLAIN;
  const first = keptDays === undefined ? dayIn(day.format, FIRST_DAY) : `NOW-${keptDays}DAYS`;
  const keys = [
    key('delivered_account', 'string', 'account that delivered', oneOfOrNamed(accountIds)),
    key('delivered_region', 'string', 'region that delivered', oneOf(regions)),
    key(
      'delivered_day',
      'string',
      `UTC day of the delivery, as in ${dayIn(day.format, '2026-11-22')}`,
      daysFrom(first, day.format),
    ),
  ];
  if (perHour) keys.push(key('delivered_hour', 'int', 'UTC hour of the delivery, 0 to 23', HOURS));
  return { keys, template: [account, region, day.path, ...(perHour ? [hour] : [])].join('') };
}

function key(name: string, type: string, comment: string, projection: KeyProjection): PartitionKey {
  return { column: { name, type, comment }, projection };
}

const PLAIN = {
  account: '${delivered_account}/vpcflowlogs/',
  region: '${delivered_region}/',
  day: { path: '${delivered_day}/', format: 'yyyy/MM/dd' },
  hour: '${delivered_hour}/',
};

/** Here a day is three folders. One key for it can be compared; texts in quotes are literal in a date's format. */
const HIVE: typeof PLAIN = {
  account: 'aws-account-id=${delivered_account}/aws-service=vpcflowlogs/',
  region: 'aws-region=${delivered_region}/',
  day: { path: 'year=${delivered_day}/', format: "yyyy/'month='MM/'day='dd" },
  hour: 'hour=${delivered_hour}/',
};

/** A day `YYYY-MM-DD` in the format of a layout. */
function dayIn(format: string, day: string): string {
  const [year, month, date] = day.split('-') as [string, string, string];
  return format.replace('yyyy', year).replace('MM', month).replace('dd', date).replaceAll("'", '');
}

function rawColumn({ name, fieldType, meaning }: FlowField): GlueColumn {
  return { name: name.replaceAll('-', '_'), type: GLUE_TYPES[fieldType], comment: meaning };
}

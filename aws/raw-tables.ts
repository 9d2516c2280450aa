import { FIRST_DAY } from '../flows/time-bounds';
import { FieldType, type FlowField } from './fields';
import { FileFormat } from './flow-log';
import { type GlueColumn, type GlueTable, PARQUET_STORAGE, TEXT_STORAGE } from './glue-table';
import {
  daysAgo,
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
 * A table over raw objects of one schema. Athena reads text by position, so all objects at the location must have the
 * same format. `name`, `location`, accounts and regions can be deploy-time tokens.
 */
export interface RawTableProps extends RawSchema {
  readonly name: string;
  /** Destination of the flow log, without a trailing slash. AWS writes below `AWSLogs/` in it. */
  readonly location: string;
  /**
   * Accounts that deliver.
   *
   * @default - unknown: each query must have a condition `delivered_account = '...'`
   */
  readonly accountIds?: readonly string[];
  /** Regions that deliver. */
  readonly regions: readonly string[];
  /**
   * Days until raw objects expire. A query without a condition on `delivered_day` lists the partition of each day.
   *
   * @default - all days since the first day that flow logs can have
   */
  readonly retentionDays?: number | string;
}

const GLUE_TYPES: Readonly<Record<FieldType, string>> = {
  [FieldType.STRING]: 'string',
  [FieldType.INT_32]: 'int',
  [FieldType.INT_64]: 'bigint',
};

/**
 * Creates the table over the raw objects of a flow log. Its columns are the fields of the format, with the names of the
 * AWS guides, and the partition keys of the delivery. In text files, `-` is null. In Parquet files, the values are as
 * AWS wrote them.
 *
 * Sources: Amazon VPC User Guide, "Flow log files"; Amazon Athena User Guide, "Query Amazon VPC flow logs".
 */
export function rawTable(props: RawTableProps): GlueTable {
  const { name, location, format, fileFormat } = props;
  const text = fileFormat === FileFormat.TEXT;
  const { keys, template } = partitionsOf(props);
  return {
    name,
    description:
      `Raw ${format.isTransitGateway ? 'transit gateway' : 'VPC'} flow log records, as delivered. Only Athena finds the ` +
      'partitions (partition projection)',
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

/** A partition key of the delivered objects. No field has its name, so that both can be columns. */
interface PartitionKey {
  readonly column: GlueColumn;
  readonly projection: KeyProjection;
}

function partitionsOf(props: RawTableProps): { keys: PartitionKey[]; template: string } {
  const { accountIds, regions, retentionDays, perHour } = props;
  const { account, region, day, hour } = props.partitions === PartitionLayout.HIVE ? HIVE : PLAIN;
  const first = retentionDays === undefined ? dayIn(day.format, FIRST_DAY) : daysAgo(retentionDays);
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

/**
 * A day has three folders. The table has one partition key for them, so that queries can compare days. Text in single
 * quotes is literal in a date format.
 */
const HIVE: typeof PLAIN = {
  account: 'aws-account-id=${delivered_account}/aws-service=vpcflowlogs/',
  region: 'aws-region=${delivered_region}/',
  day: { path: 'year=${delivered_day}/', format: "yyyy/'month='MM/'day='dd" },
  hour: 'hour=${delivered_hour}/',
};

/** Converts a day `YYYY-MM-DD` to a date format. */
function dayIn(format: string, day: string): string {
  const [year, month, date] = day.split('-') as [string, string, string];
  return format.replace('yyyy', year).replace('MM', month).replace('dd', date).replaceAll("'", '');
}

function rawColumn({ name, fieldType, meaning }: FlowField): GlueColumn {
  return { name: name.replaceAll('-', '_'), type: GLUE_TYPES[fieldType], comment: meaning };
}

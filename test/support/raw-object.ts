import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { FieldType } from '../../aws/fields';
import type { LogFormat } from '../../aws/format';
import { PartitionLayout } from '../../aws/policies';

/** A record by field names. A missing field has no value. */
export type RawRecord = Readonly<Record<string, string | number | bigint>>;

/** Origin and metadata of a delivery. */
export interface Delivery {
  readonly format: LogFormat;
  readonly accountId: string;
  readonly region: string;
  readonly flowLogId: string;
  /** Start of the delivery's window. */
  readonly time: Date;
  readonly partitions?: PartitionLayout;
  readonly perHour?: boolean;
  readonly records: readonly RawRecord[];
}

/**
 * The key AWS delivers under, below the folder of the flow log.
 *
 * Source: Amazon VPC User Guide, "Flow log files".
 */
export function deliveryKey(delivery: Delivery, extension: string): string {
  const { accountId, region, flowLogId, time } = delivery;
  const [year, month, day, hour, minute] = time.toISOString().split(/[-T:]/) as [string, ...string[]];
  const name = `${accountId}_vpcflowlogs_${region}_${flowLogId}_${year}${month}${day}T${hour}${minute}Z_0a1b2c3d`;
  const isHive = delivery.partitions === PartitionLayout.HIVE;
  const folder = isHive
    ? `aws-account-id=${accountId}/aws-service=vpcflowlogs/aws-region=${region}/year=${year}/month=${month}/day=${day}`
    : `${accountId}/vpcflowlogs/${region}/${year}/${month}/${day}`;
  const hourly = isHive ? `/hour=${hour}` : `/${hour}`;
  return `AWSLogs/${folder}${delivery.perHour ? hourly : ''}/${name}.${extension}`;
}

/** A delivery as text: gzip, a header line, one record per line, `-` for no value. */
export function textObject({ format, records }: Delivery): Buffer {
  const lines = records.map((record) => format.names.map((name) => record[name] ?? '-').join(' '));
  return gzipSync([format.names.join(' '), ...lines, ''].join('\n'));
}

/** A delivery as Parquet, with the column names and types that AWS documents. */
export function parquetObject({ format, records }: Delivery): Buffer {
  const columnData = format.fields.map(({ name, fieldType }) => ({
    name: name.replaceAll('-', '_'),
    type: PARQUET_TYPES[fieldType],
    data: records.map((record) => parquetValue(record[name], fieldType)),
    nullable: true,
  }));
  return Buffer.from(parquetWriteBuffer({ columnData }));
}

const PARQUET_TYPES = {
  [FieldType.STRING]: 'STRING',
  [FieldType.INT_32]: 'INT32',
  [FieldType.INT_64]: 'INT64',
} as const;

function parquetValue(value: RawRecord[string] | undefined, type: FieldType) {
  if (type === FieldType.STRING) return value === undefined ? '-' : String(value);
  if (value === undefined) return null;
  return type === FieldType.INT_64 ? BigInt(value) : Number(value);
}

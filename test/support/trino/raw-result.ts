import { FieldType, type FlowField } from '../../../aws/fields';
import { FileFormat } from '../../../aws/flow-log';
import { PartitionLayout } from '../../../aws/policies';
import type { Delivery, RawRecord } from '../raw-object';
import type { Comparable, Result } from '../result';
import type { SampleFlowLog } from './samples';

/** Expected rows of a flow log's raw table: the written records and their delivery. */
export function rawResult({ format, fileFormat, deliveries }: SampleFlowLog): Result {
  const keys = deliveries.map(partitionOf);
  return {
    columns: [...format.names.map((name) => name.replaceAll('-', '_')), ...Object.keys(keys[0] ?? {})],
    rows: deliveries.flatMap(({ records }, index) =>
      records.map((record) => [
        ...format.fields.map((field) => written(field, record, fileFormat)),
        ...Object.values(keys[index] ?? {}),
      ]),
    ),
  };
}

function partitionOf({ accountId, region, time, partitions, perHour }: Delivery) {
  const [year, month, day, hour] = time.toISOString().split(/[-T:]/) as [string, ...string[]];
  return {
    delivered_account: accountId,
    delivered_region: region,
    delivered_day:
      partitions === PartitionLayout.HIVE ? `${year}/month=${month}/day=${day}` : `${year}/${month}/${day}`,
    ...(perHour && { delivered_hour: BigInt(hour as string) }),
  };
}

function written({ name, fieldType }: FlowField, record: RawRecord, fileFormat: FileFormat): Comparable {
  const value = record[name];
  if (fieldType !== FieldType.STRING) return value === undefined ? null : BigInt(value);
  if (value !== undefined) return String(value);
  return fileFormat === FileFormat.TEXT ? null : '-';
}

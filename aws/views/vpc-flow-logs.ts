import type { ColumnName } from '../../flows/columns';
import { epochSeconds } from '../../flows/views/time';
import { type ComputedColumn, selectOf, tableType, type View } from '../../flows/views/view';
import { FieldType, VpcField } from '../fields';

/** The last version that AWS's published tables have. */
const LAST_VERSION = 5;

const AWS_TYPES = {
  [FieldType.STRING]: tableType('src_addr'),
  [FieldType.INT_32]: tableType('src_port'),
  [FieldType.INT_64]: tableType('bytes_out'),
};

/** What AWS writes otherwise than our table does. */
const AS_AWS_WRITES: Partial<Record<ColumnName, ComputedColumn['from']>> = {
  start_time: epochSeconds('start_time'),
  end_time: epochSeconds('end_time'),
  action: 'upper(action)',
  status: 'upper(status)',
};

/**
 * The partition keys of AWS's published tables, as far as they can all be true at once: `day` is the `yyyy/MM/dd` of
 * the tables with partition projection, not the two digits of the Hive layout, because AWS's queries ask for it. The
 * keys with hyphens (`aws-region`) are left out: they repeat others, and Athena takes no such name in a view.
 */
const PARTITION_KEYS: readonly ComputedColumn[] = [
  { name: 'accid', type: 'varchar', from: 'account_id' },
  { name: 'date', type: 'date', from: 'day' },
  { name: 'day', type: 'varchar', from: "replace(day, '-', '/')" },
  { name: 'year', type: 'varchar', from: 'substr(day, 1, 4)' },
  { name: 'month', type: 'varchar', from: 'substr(day, 6, 2)' },
  { name: 'hour', type: 'varchar', from: "lpad(cast(extract(hour from start_time) as varchar), 2, '0')" },
];

const COLUMNS: readonly ComputedColumn[] = [
  ...VpcField.all()
    .filter(({ version }) => version <= LAST_VERSION)
    .map(awsColumn),
  ...PARTITION_KEYS,
];

/**
 * AWS's own table.
 *
 * Source: Amazon Athena User Guide, "Create a table for Amazon VPC flow logs and query it".
 */
export const VPC_FLOW_LOGS: View = {
  name: 'vpc_flow_logs',
  about:
    'The columns of the tables that the Athena User Guide has for VPC flow logs of the versions 2 to 5, so that its ' +
    'queries run once the name of the table is changed: names and types as there, ACCEPT and OK in capitals, `start` ' +
    'and `end` in seconds. Rows of VPC flow logs alone. What AWS writes as `-` is null. `date`, `day`, `year` and ' +
    '`month` are of the UTC day of the record, `hour` of its start, and not of the delivery.',
  columns: COLUMNS.map(({ name, type }) => ({ name, type })),
  sql: (dialect) => selectOf(COLUMNS, dialect, "log_type = 'vpc'"),
};

function awsColumn(field: VpcField): ComputedColumn {
  const type = AWS_TYPES[field.fieldType];
  return {
    name: field.name.replaceAll('-', '_'),
    // AWS's tables have protocol as a bigint, though its files have 32 bits
    type: field === VpcField.PROTOCOL ? 'bigint' : type,
    from: AS_AWS_WRITES[field.column] ?? field.column,
  };
}

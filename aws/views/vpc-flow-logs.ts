import type { ColumnName } from '../../flows/columns';
import { epochSeconds } from '../../flows/views/time';
import { type ComputedColumn, selectOf, tableType, type View } from '../../flows/views/view';
import { FieldType, VpcField } from '../fields';

/** The highest field version in AWS's published tables. */
const LAST_VERSION = 5;

const AWS_TYPES = {
  [FieldType.STRING]: tableType('src_addr'),
  [FieldType.INT_32]: tableType('src_port'),
  [FieldType.INT_64]: tableType('bytes_out'),
};

/** Columns whose values AWS writes in another form than the table `flows`. */
const AS_AWS_WRITES: Partial<Record<ColumnName, ComputedColumn['from']>> = {
  start_time: epochSeconds('start_time'),
  end_time: epochSeconds('end_time'),
  action: 'upper(action)',
  status: 'upper(status)',
};

/**
 * The partition keys of AWS's published tables. `day` has the form `yyyy/MM/dd` of the tables with partition projection,
 * not the two digits of the Hive-compatible tables, because AWS's queries use that form. The keys with hyphens
 * (`aws-region`) are omitted: they repeat other keys, and Athena does not allow such names in a view.
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
 * View with the columns of AWS's published table.
 *
 * Source: Amazon Athena User Guide, "Create a table for Amazon VPC flow logs and query it".
 */
export const VPC_FLOW_LOGS: View = {
  name: 'vpc_flow_logs',
  about:
    'The columns of the tables that the Athena User Guide publishes for VPC flow logs of versions 2 to 5. Its queries ' +
    'run unchanged, except for the name of the table: names and types are the same, ACCEPT and OK are in capitals, ' +
    '`start` and `end` are in seconds. Only rows of VPC flow logs. Values that AWS writes as `-` are null. `date`, ' +
    '`day`, `year` and `month` are those of the UTC day of the record, `hour` that of its start; not those of the ' +
    'delivery. If the lake projects partitions for unknown accounts (an organization without a list of accounts), each ' +
    "query needs a further condition: accid = '123456789012'.",
  columns: COLUMNS.map(({ name, type }) => ({ name, type })),
  sql: (dialect) => selectOf(COLUMNS, dialect, "log_type = 'vpc'"),
};

function awsColumn(field: VpcField): ComputedColumn {
  const type = AWS_TYPES[field.fieldType];
  return {
    name: field.name.replaceAll('-', '_'),
    // in AWS's published tables protocol is a bigint, in its files it has 32 bits
    type: field === VpcField.PROTOCOL ? 'bigint' : type,
    from: AS_AWS_WRITES[field.column] ?? field.column,
  };
}

import { asyncBufferFromFile, type FileMetaData, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { type ColumnName, columnIndex, FLOW_COLUMNS, type Value } from '../../../../flows/columns';
import { Kernel } from '../../../../flows/kernel/kernel';
import { KernelTable } from '../../../../flows/kernel/kernel-table';
import { Compression, codecOf } from '../../../../flows/kernel/parquet/codec';
import { Summary } from '../../../../flows/summary';
import { temporaryDirectory } from '../../../support/normalized';

const kernel = new Kernel();

/** Rows with values of one or several columns. */
export type Rows = readonly Readonly<Partial<Record<ColumnName, Value>>>[];

/** Metadata and rows of the kernel's file, read by hyparquet. */
export interface Written {
  readonly metadata: FileMetaData;
  readonly rows: Record<string, Value>[];
}

/** Writes rows with the kernel, through a schema of the given columns, and reads them again. */
export async function writtenAndRead(
  names: readonly ColumnName[],
  rows: Rows,
  deltas = true,
): Promise<Written> {
  const settings = { codec: codecOf(Compression.SNAPPY), deltas };
  const origin = { cloud: 'aws', source: 'x' } as const;
  const table = new KernelTable(kernel, temporaryDirectory(), origin, new Summary(), settings);
  const isLoaded = table.use({
    fields: names.length,
    delimiter: ' ',
    nullToken: '-',
    steps: names.map((name, field) => ({ column: { name, field } })),
    derived: [],
    unknown: [],
    constants: new Map([
      ['cloud', 'aws'],
      ['log_type', 'vpc'],
    ]),
    numbers: 'source_row',
  });
  if (!isLoaded) throw new Error('the kernel cannot read the schema');
  const row = new Array<Value>(FLOW_COLUMNS.length).fill(null);
  for (const [index, values] of rows.entries()) {
    for (const name of names) row[columnIndex(name)] = values[name] ?? null;
    table.row(row, BigInt(index + 1));
  }
  const path = table.finish()[0]?.path as string;
  const file = await asyncBufferFromFile(path);
  const read = await parquetReadObjects({ file, columns: ['source_row', ...names] });
  return { metadata: await parquetMetadataAsync(file), rows: read as Record<string, Value>[] };
}

/** The statistics of a column in the first row group. */
export function statisticsOf({ row_groups: [group] }: FileMetaData, name: ColumnName) {
  return group?.columns.find(({ meta_data }) => meta_data?.path_in_schema[0] === name)?.meta_data?.statistics;
}

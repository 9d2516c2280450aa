import { join } from 'node:path';
import { type ColumnName, columnIndex, FLOW_COLUMNS, type Value } from '../columns';
import type { Enricher } from '../enrichment/enricher';
import { outputName } from '../object-name';
import type { Origin } from '../origin';
import { type OutputFile, PartFiles } from '../part-files';
import { dayOf, type Partition, partitionPath } from '../partition';
import type { Summary } from '../summary';
import { TABLE_DIRECTORIES } from '../table-writer';
import type { Kernel } from './kernel';
import type { KernelSchema } from './kernel-schema';
import { type ColumnNumbers, loadSchema } from './load-schema';
import { LookupColumns } from './lookup-columns';
import { ChunkWriter, type FileSettings } from './parquet/chunk-writer';
import { FileSchema } from './parquet/file-schema';
import { KernelFile } from './parquet/kernel-file';
import { writeTokens } from './row-tokens';

/**
 * Number of row groups in all unfinished files after which the files are completed, and the same while one row group of
 * the kernel is divided among many files. Their metadata stays in memory until the file is complete.
 */
const OPEN_ROW_GROUPS = 64;
const ROW_GROUPS_IN_MEMORY = 1_024;
const MILLIS_PER_DAY = 86_400_000n;
const SCHEMA = new FileSchema(FLOW_COLUMNS);
const COUNTERS = [
  ['packets_out', 'packetsOut'],
  ['bytes_out', 'bytesOut'],
  ['packets_in', 'packetsIn'],
  ['bytes_in', 'bytesIn'],
] as const;

/**
 * Writes the table `flows` of one source. The kernel reads records into a row group; this class writes the row group
 * to the files of its partitions when it is full.
 */
export class KernelTable {
  private readonly files: PartFiles<KernelFile>;
  private readonly chunks: ChunkWriter;
  protected schema: KernelSchema | undefined;
  protected numbers: ColumnNumbers = [];
  private openRowGroups = 0;
  private readonly lookups: LookupColumns | undefined;

  constructor(
    private readonly kernel: Kernel,
    directory: string,
    private readonly origin: Origin,
    private readonly summary: Summary,
    settings: FileSettings,
    name = outputName(origin.source),
    enricher?: Enricher,
  ) {
    this.chunks = new ChunkWriter(kernel, SCHEMA, settings);
    this.lookups = enricher && LookupColumns.of(kernel, enricher);
    const root = join(directory, TABLE_DIRECTORIES.flows);
    this.files = new PartFiles(root, name, (path) => new KernelFile(path, SCHEMA, kernel.files));
  }

  /** Sets the schema of the next records. Returns false if the kernel cannot read them. */
  use(schema: KernelSchema, maxRows?: number): boolean {
    this.flush();
    this.schema = undefined;
    const numbers = loadSchema(this.kernel, schema, maxRows);
    if (!numbers) return false;
    this.schema = schema;
    this.numbers = numbers;
    return true;
  }

  /** Appends a row that the reference reader has read with the same schema. */
  row(row: readonly Value[], line: bigint): void {
    const schema = this.schema as KernelSchema;
    const { run } = this.kernel;
    const { delimiter, address, length } = writeTokens(this.kernel, schema, row);
    run.setDelimiter(delimiter);
    if (!run.appendRow(line, address, length)) {
      this.flush();
      if (!run.appendRow(line, address, length))
        throw new Error('The row does not fit into an empty row group');
    }
    run.setDelimiter(schema.delimiter.charCodeAt(0));
  }

  /** Writes the row group, and starts the next one. */
  flush(): void {
    const { run } = this.kernel;
    if (!this.schema || run.groupRows() === 0) return;
    this.count(this.schema);
    this.lookups?.begin((column) => this.number(column));
    for (let row = 0; row < run.groupRows(); row = run.endOfPartitions()) {
      for (const [path, partition] of this.partitions(row)) this.writePartition(path, partition);
    }
    run.nextGroup();
    if (this.openRowGroups >= OPEN_ROW_GROUPS) this.completeFiles();
  }

  /** Writes the row group, completes all files, and returns the number of rows in them. */
  complete(): number {
    this.flush();
    this.files.completeAll();
    return this.files.rows;
  }

  /** Publishes all files. Returns them in the order of their paths. */
  finish(): OutputFile[] {
    this.complete();
    return this.files.finish();
  }

  /** Deletes all files. */
  discard(): void {
    this.files.discard();
  }

  /**
   * The partitions of the next rows of the row group by their paths. Null and the text of null have the same path.
   *
   * @param row - the first of the rows
   */
  private partitions(row: number): Map<string, number> {
    const { run } = this.kernel;
    const count = run.findPartitions(row);
    const byPath = new Map<string, number>();
    for (let partition = 0; partition < count; partition++) {
      const path = this.pathOf(partition);
      const first = byPath.get(path);
      if (first === undefined) byPath.set(path, partition);
      else run.joinPartition(partition, first);
    }
    return byPath;
  }

  private writePartition(path: string, partition: number): void {
    const { run } = this.kernel;
    const rows = run.selectPartition(partition);
    const file = this.files.fileFor(path);
    const { chunks, numbers, summary } = this;
    const constants = (this.schema as KernelSchema).constants;
    chunks.begin();
    this.lookups?.select();
    for (const [index, column] of FLOW_COLUMNS.entries()) {
      const number = numbers[index];
      const constant = constants.get(column.name as ColumnName);
      if (this.lookups?.has(index)) this.lookups.write(chunks, file, index);
      else if (number !== undefined) chunks.column(file, index, number);
      else if (constant !== undefined) chunks.constant(file, index, constant);
      else chunks.empty(file, index);
      const counter = number === undefined ? undefined : COUNTERS.find(([name]) => name === column.name);
      if (counter) summary[counter[1]] += chunks.sum;
    }
    chunks.end(file, rows);
    this.openRowGroups++;
    if (this.openRowGroups >= ROW_GROUPS_IN_MEMORY) this.completeFiles();
  }

  private completeFiles(): void {
    this.files.completeAll();
    this.openRowGroups = 0;
  }

  /** Adds the rows of the group to the summary. */
  private count({ unknown }: KernelSchema): void {
    const { kernel, summary } = this;
    const { run } = kernel;
    const rows = run.groupRows();
    summary.addRows(rows, this.countsOf('log_type', rows), this.countsOf('status', rows));
    const newest = run.newestTime(this.number('start_time') ?? -1, this.number('end_time') ?? -1);
    if (newest >= 0n) summary.see(newest);
    for (const [index, { name }] of unknown.entries()) {
      summary.addUnknownField(name, run.unknownCount(index));
    }
  }

  /** Number of rows for each value of a column. */
  private countsOf(name: ColumnName, rows: number): [value: string | null, rows: number][] {
    const column = this.number(name);
    if (column === undefined) return [[this.schema?.constants.get(name) ?? null, rows]];
    const { run } = this.kernel;
    return Array.from({ length: run.codeCount(column) }, (_, code) => [
      code === 0 ? null : this.kernel.text(column, code),
      run.rowsWith(column, code),
    ]);
  }

  /** The number of a column in the kernel; undefined if the records do not have it. */
  number(name: ColumnName): number | undefined {
    return this.numbers[columnIndex(name)];
  }

  private pathOf(partition: number): string {
    const { run } = this.kernel;
    const day = run.partitionDay(partition);
    const values: Partition = {
      cloud: this.origin.cloud,
      account_id: this.partOf('account_id', run.partitionAccount(partition)),
      region: this.partOf('region', run.partitionRegion(partition)),
      day: day === 0 ? (this.origin.day ?? null) : dayOf(BigInt(day) * MILLIS_PER_DAY),
    };
    return partitionPath(values);
  }

  private partOf(name: ColumnName, code: number): string | null {
    const number = this.number(name);
    if (number === undefined) return this.schema?.constants.get(name) ?? null;
    return code === 0 ? null : this.kernel.text(number, code);
  }
}

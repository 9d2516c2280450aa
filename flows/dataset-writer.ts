import type { Column, Value } from './columns';
import { InputError, InputErrorCode } from './input/input-error';
import { ParquetFile } from './parquet/parquet-file';
import { type OutputFile, PartFiles } from './part-files';
import { type Partition, partitionPath, samePartition } from './partition';
import { RowBuffer } from './row-buffer';

/** Rows of a row group, and of all partitions together before all are written out. */
const ROW_GROUP_ROWS = 16_384;
const BUFFERED_ROWS = 2 * ROW_GROUP_ROWS;

/** Row groups of all unfinished files together: what a file ends with is kept in memory until then. */
const OPEN_ROW_GROUPS = 32;

/** A source that spreads over more partitions than this is damaged or hostile. */
export const MAX_PARTITIONS = 1_000;

/** Rows of a partition that are not written yet. */
interface OpenPartition {
  readonly path: string;
  readonly rows: RowBuffer;
}

/**
 * Writes the rows of one source to a partitioned table: a file of the same name in each partition, and further
 * parts of it where a source is very large.
 */
export class DatasetWriter {
  private readonly open = new Map<string, OpenPartition>();
  private buffered = 0;
  private openRowGroups = 0;
  private latest: { partition: Partition; target: OpenPartition } | undefined;

  private readonly files: PartFiles<ParquetFile>;

  constructor(
    root: string,
    fileName: string,
    private readonly columns: readonly Column[],
  ) {
    this.files = new PartFiles(root, fileName, (path) => new ParquetFile(path, columns));
  }

  /** @throws InputError if rows spread over too many partitions */
  add(partition: Partition, row: readonly Value[]): void {
    const target = this.targetOf(partition);
    target.rows.add(row);
    this.buffered++;
    if (target.rows.length >= ROW_GROUP_ROWS) this.writeOut(target);
    else if (this.buffered >= BUFFERED_ROWS) this.writeOutAll();
  }

  /** Completes all files. Returns them by path, in order. */
  finish(): OutputFile[] {
    this.writeOutAll();
    return this.files.finish();
  }

  /** Leaves nothing behind. */
  discard(): void {
    this.files.discard();
  }

  /** Records of one partition mostly follow each other. */
  private targetOf(partition: Partition): OpenPartition {
    const { latest } = this;
    if (latest && samePartition(latest.partition, partition)) return latest.target;
    const path = partitionPath(partition);
    const target = this.open.get(path) ?? this.begin(path);
    this.latest = { partition, target };
    return target;
  }

  private begin(path: string): OpenPartition {
    if (this.open.size >= MAX_PARTITIONS) throw tooManyPartitions(path);
    const opened = { path, rows: new RowBuffer(this.columns.length) };
    this.open.set(path, opened);
    return opened;
  }

  private writeOutAll(): void {
    for (const target of this.open.values()) this.writeOut(target);
  }

  private writeOut(target: OpenPartition): void {
    const { length } = target.rows;
    if (length === 0) return;
    this.files.fileFor(target.path).write(target.rows.take(), length);
    this.buffered -= length;
    this.openRowGroups++;
    if (this.openRowGroups < OPEN_ROW_GROUPS) return;
    this.files.completeAll();
    this.openRowGroups = 0;
  }
}

/** What is wrong with a source that spreads over too many partitions. */
export function tooManyPartitions(last: string): InputError {
  return new InputError(
    InputErrorCode.TOO_MANY_PARTITIONS,
    `records spread over more than ${MAX_PARTITIONS} partitions (the last one: ${last}); ` +
      'check that the source is a flow log, or split it',
  );
}

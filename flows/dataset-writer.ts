import type { Column, Value } from './columns';
import { ParquetFile } from './parquet/parquet-file';
import { type OutputFile, PartFiles } from './part-files';
import { type Partition, partitionPath, samePartition } from './partition';
import { RowBuffer } from './row-buffer';

/** Rows of a row group, and most buffered rows of all partitions. */
const ROW_GROUP_ROWS = 16_384;
const BUFFERED_ROWS = 2 * ROW_GROUP_ROWS;

/** Most row groups of all unfinished files, because their footers are in memory until the files are complete. */
const OPEN_ROW_GROUPS = 32;

/** Most partitions with buffered rows. */
const BUFFERED_PARTITIONS = 2_048;

/** A partition with rows that are not written yet. */
interface OpenPartition {
  readonly path: string;
  readonly rows: RowBuffer;
}

/**
 * Writes the rows of one source to a partitioned table: one file in each partition, and further parts of it if the
 * source is very large. All have the same name.
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

  /** @throws InputError if the rows have too many partitions */
  add(partition: Partition, row: readonly Value[]): void {
    const target = this.targetOf(partition);
    target.rows.add(row);
    this.buffered++;
    if (target.rows.length >= ROW_GROUP_ROWS) this.writePartition(target);
    else if (this.buffered >= BUFFERED_ROWS) this.writeOutAll();
  }

  /** Writes all buffered rows, completes all files, and returns the number of rows in them. */
  complete(): number {
    this.writeOutAll();
    this.files.completeAll();
    return this.files.rows;
  }

  /** Publishes all files and returns them, ordered by path. */
  finish(): OutputFile[] {
    this.complete();
    return this.files.finish();
  }

  /** Removes all files. */
  discard(): void {
    this.files.discard();
  }

  /** Usually the partition is that of the previous record. */
  private targetOf(partition: Partition): OpenPartition {
    const { latest } = this;
    if (latest && samePartition(latest.partition, partition)) return latest.target;
    const path = partitionPath(partition);
    const target = this.open.get(path) ?? this.begin(path);
    this.latest = { partition, target };
    return target;
  }

  private begin(path: string): OpenPartition {
    if (this.open.size >= BUFFERED_PARTITIONS) {
      this.writeOutAll();
      this.open.clear();
    }
    const opened = { path, rows: new RowBuffer(this.columns.length) };
    this.open.set(path, opened);
    return opened;
  }

  private writeOutAll(): void {
    for (const target of this.open.values()) this.writePartition(target);
  }

  private writePartition(target: OpenPartition): void {
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

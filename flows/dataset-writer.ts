import { join } from 'node:path';
import type { Column, Value } from './columns';
import { ParquetFile } from './parquet/parquet-file';
import { type Partition, partitionPath, samePartition } from './partition';
import { RowBuffer } from './row-buffer';

/** Rows of one file's row group, and of all files together before the fullest is written out. */
const ROW_GROUP_ROWS = 16_384;
const BUFFERED_ROWS = 2 * ROW_GROUP_ROWS;

/** A source that spreads over more partitions than this is damaged or hostile. */
const MAX_PARTITIONS = 10_000;

/** A file of a table. */
export interface OutputFile {
  readonly path: string;
  readonly rows: number;
}

interface OpenPartition {
  readonly file: ParquetFile;
  readonly rows: RowBuffer;
}

/** Writes the rows of one source to a partitioned table: one file of the same name in each partition. */
export class DatasetWriter {
  private readonly open = new Map<string, OpenPartition>();
  private buffered = 0;
  private latest: { partition: Partition; target: OpenPartition } | undefined;

  constructor(
    private readonly root: string,
    private readonly fileName: string,
    private readonly columns: readonly Column[],
  ) {}

  add(partition: Partition, row: readonly Value[]): void {
    const target = this.targetOf(partition);
    target.rows.add(row);
    this.buffered++;
    if (target.rows.length >= ROW_GROUP_ROWS) this.writeOut(target);
    else if (this.buffered >= BUFFERED_ROWS) this.writeOut(this.fullest());
  }

  /** Completes all files. Returns them by path, in order. */
  finish(): OutputFile[] {
    for (const target of this.open.values()) this.writeOut(target);
    for (const { file } of this.open.values()) file.finish();
    return [...this.open.values()]
      .map(({ file }) => ({ path: file.path, rows: file.rows }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Leaves nothing behind. */
  discard(): void {
    for (const { file } of this.open.values()) file.discard();
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
    if (this.open.size >= MAX_PARTITIONS) {
      throw new Error(
        `records spread over more than ${MAX_PARTITIONS} partitions (the last one: ${path}); ` +
          'check that the source is a flow log, or split it',
      );
    }
    const file = new ParquetFile(join(this.root, path, this.fileName), this.columns);
    const opened = { file, rows: new RowBuffer(this.columns.length) };
    this.open.set(path, opened);
    return opened;
  }

  private fullest(): OpenPartition {
    return [...this.open.values()].reduce((a, b) => (b.rows.length > a.rows.length ? b : a));
  }

  private writeOut(target: OpenPartition): void {
    const { length } = target.rows;
    if (length === 0) return;
    target.file.write(target.rows.take(), length);
    this.buffered -= length;
  }
}

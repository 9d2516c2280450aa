import { join } from 'node:path';
import { partName } from './object-name';

/** A file of a table. */
export interface OutputFile {
  readonly path: string;
  readonly rows: number;
}

/** A file in the making, which takes its place when it is whole. */
export interface PartFile extends OutputFile {
  /** Whether rows can still be written. */
  readonly isOpen: boolean;
  complete(): void;
  publish(): void;
  discard(): void;
}

/**
 * The files of one source in a partitioned table: one of the same name in each partition, and further parts of it where a
 * source is very large.
 */
export class PartFiles<File extends PartFile> {
  /** By partitions; only the last one of each may still be unfinished. */
  private readonly files = new Map<string, File[]>();

  constructor(
    private readonly root: string,
    private readonly fileName: string,
    private readonly begin: (path: string) => File,
  ) {}

  /** How many partitions there are. */
  get partitions(): number {
    return this.files.size;
  }

  has(partition: string): boolean {
    return this.files.has(partition);
  }

  /** The file of a partition that rows can be written to. */
  fileFor(partition: string): File {
    const files = this.files.get(partition) ?? [];
    const current = files.at(-1);
    if (current?.isOpen) return current;
    const next = this.begin(join(this.root, partition, partName(this.fileName, files.length + 1)));
    files.push(next);
    this.files.set(partition, files);
    return next;
  }

  /** What was begun can not be written to any more. */
  completeAll(): void {
    for (const files of this.files.values()) files.at(-1)?.complete();
  }

  /** Puts all files in their places. Returns them by path, in order. */
  finish(): OutputFile[] {
    this.completeAll();
    const files = this.all();
    for (const file of files) file.publish();
    return files.map(({ path, rows }) => ({ path, rows })).sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Leaves nothing behind. */
  discard(): void {
    for (const file of this.all()) file.discard();
  }

  private all(): File[] {
    return [...this.files.values()].flat();
  }
}

import { partitionValues } from '../../flows/partition';

/** A partition of a table. */
export interface TablePartition {
  /** Values of the partition keys, in their order. */
  readonly values: readonly string[];
  /** Directory below that of the table. */
  readonly path: string;
}

/** The partitions that contain files of a table. Paths begin with the directory of the table. */
export function partitionsOf(table: string, paths: readonly string[]): TablePartition[] {
  const beginning = `${table}/`;
  const directories = paths
    .filter((path) => path.startsWith(beginning))
    .map((path) => path.slice(beginning.length, path.lastIndexOf('/')));
  return [...new Set(directories)].map((path) => ({ path, values: partitionValues(path) }));
}

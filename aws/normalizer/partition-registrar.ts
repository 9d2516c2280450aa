import { TABLE_DIRECTORIES } from '../../flows/table-writer';
import type { PartitionCatalog } from './partition-catalog';
import { PartitionsError } from './partitions-error';
import { partitionsOf } from './table-partition';

/** Number of partitions that an instance remembers: about 10 MB. */
const MAX_REMEMBERED = 50_000;

/**
 * Registers the partitions of written files in the catalog, for engines that do not read partition projection. An
 * instance of the function registers each partition once.
 */
export class PartitionRegistrar {
  private readonly registered = new Set<string>();

  constructor(
    private readonly catalog: PartitionCatalog,
    private readonly maxRemembered = MAX_REMEMBERED,
  ) {}

  /**
   * Registers the partitions of files. Paths begin with the directory of the table.
   *
   * @throws PartitionsError if the catalog refuses one
   */
  async register(paths: readonly string[]): Promise<void> {
    for (const [table, directory] of Object.entries(TABLE_DIRECTORIES)) {
      const isNew = ({ path }: { path: string }) => !this.registered.has(`${table}/${path}`);
      const partitions = partitionsOf(directory, paths).filter(isNew);
      if (partitions.length === 0) continue;
      try {
        await this.catalog.register(table, partitions);
      } catch (error) {
        throw new PartitionsError(table, partitions.length, error);
      }
      for (const { path } of partitions) this.remember(`${table}/${path}`);
    }
  }

  private remember(partition: string): void {
    if (this.registered.size >= this.maxRemembered) this.registered.clear();
    this.registered.add(partition);
  }
}

import type { Enricher } from '../enrichment/enricher';
import type { ByteCount } from '../input/inflate';
import { checkCounts } from '../lost-records-error';
import type { WrittenOutputs } from '../normalize-source';
import type { Origin } from '../origin';
import { type FlowSink, TableWriter } from '../table-writer';
import type { Kernel } from './kernel';
import { KernelTable } from './kernel-table';
import { Compression, codecOf } from './parquet/codec';

/** Where and how to write outputs. */
export interface KernelOutputs {
  readonly kernel: Kernel;
  readonly origin: Origin;
  readonly directory: string;
  /** @default - derived from the source */
  readonly name?: string;
  readonly compression?: Compression;
  readonly compatible?: boolean;
  /** @default - the enrichment columns are null */
  readonly enricher?: Enricher;
}

/** Writes the output set of one object with the kernel. If the reader fails or loses records, nothing is written. */
export async function writeKernelOutputs(
  {
    kernel,
    origin,
    directory,
    name,
    compression = Compression.SNAPPY,
    compatible = false,
    enricher,
  }: KernelOutputs,
  read: (table: KernelTable, rest: Omit<FlowSink, 'row'>) => Promise<ByteCount>,
): Promise<WrittenOutputs> {
  const settings = { codec: codecOf(compression), deltas: !compatible };
  const rest = new TableWriter(directory, origin, name);
  const table = new KernelTable(kernel, directory, origin, rest.summary, settings, name, enricher);
  try {
    const bytes = await read(table, rest);
    rest.complete();
    checkCounts(origin.source, rest.summary, table.complete());
    return { origin, summary: rest.summary, outputs: [...table.finish(), ...rest.finish()], bytes };
  } catch (error) {
    table.discard();
    rest.discard();
    throw error;
  }
}

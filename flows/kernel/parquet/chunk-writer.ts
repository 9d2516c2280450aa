import type { Kernel } from '../kernel';
import type { LookupKind, LookupSide } from '../shared/lookup-kind';
import type { CodecNumber } from '../shared/parquet-format';
import type { FileSchema } from './file-schema';
import type { KernelFile } from './kernel-file';

/** Longer than any object key or blob path. */
const MAX_CONSTANT_BYTES = 64 * 1024;
const MAX_CHARACTER_BYTES = 4;
const LONG_BITS = 64;
const HALF_BITS = 32n;

/** How a file is encoded. */
export interface FileSettings {
  readonly codec: CodecNumber;
  /** Whether numbers are encoded as DELTA_BINARY_PACKED, which readers of Parquet version 1 do not support. */
  readonly deltas: boolean;
}

/**
 * Makes the kernel write the column chunks of one row group after the other, and their metadata. Columns are
 * identified by their index in the table.
 */
export class ChunkWriter {
  constructor(
    private readonly kernel: Kernel,
    schema: FileSchema,
    private readonly settings: FileSettings,
  ) {
    schema.declareTo(kernel);
  }

  /** Starts a row group. */
  begin(): void {
    this.kernel.run.beginChunks();
  }

  /** Writes the selected rows of a column of the kernel. */
  column(file: KernelFile, index: number, number: number): void {
    const { codec, deltas } = this.settings;
    file.filled(this.kernel.run.writeColumn(index, number, deltas, codec, file.address, file.position));
  }

  /** Writes a column that has one text in all rows. */
  constant(file: KernelFile, index: number, text: string): void {
    const { run, bytes } = this.kernel;
    const length = bytes.write(text, run.constantText(), MAX_CONSTANT_BYTES);
    if (length > MAX_CONSTANT_BYTES - MAX_CHARACTER_BYTES)
      throw new Error(
        `A constant column has ${length} bytes of text; the kernel writes fewer than ${MAX_CONSTANT_BYTES}`,
      );
    file.filled(run.writeConstant(index, length, file.address, file.position));
  }

  /** Writes the selected rows of a column whose values are looked up by the addresses of a side. */
  lookup(file: KernelFile, index: number, kind: LookupKind, side: LookupSide): void {
    const { codec } = this.settings;
    file.filled(this.kernel.run.writeLookup(index, kind, side, codec, file.address, file.position));
  }

  /** Writes a column that is null in all rows. */
  empty(file: KernelFile, index: number): void {
    file.filled(this.kernel.run.writeEmpty(index, file.address, file.position));
  }

  /** Exact sum of the values of the column that was written last. */
  get sum(): bigint {
    const { run } = this.kernel;
    const low = BigInt.asUintN(LONG_BITS, run.pageSumLow());
    return low + (BigInt.asUintN(LONG_BITS, run.pageSumHigh()) << HALF_BITS);
  }

  /** Ends the row group in its file. */
  end(file: KernelFile, rows: number): void {
    const { run, bytes } = this.kernel;
    const from = run.chunkDescriptions();
    file.endGroup(rows, run.chunksPlainBytes(), bytes.subarray(from, from + run.chunkDescriptionsLength()));
  }
}

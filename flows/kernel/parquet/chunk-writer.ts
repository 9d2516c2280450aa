import type { Kernel } from '../kernel';
import type { CodecNumber } from '../shared/parquet-format';
import type { FileSchema } from './file-schema';
import type { KernelFile } from './kernel-file';

/** No path or key of an object is as long. */
const MAX_CONSTANT_BYTES = 64 * 1024;
const LONGEST_CHARACTER = 4;
const LONG_BITS = 64;
const HALF_BITS = 32n;

/** How a file is written. */
export interface FileSettings {
  readonly codec: CodecNumber;
  /** Whether numbers are written as differences, which readers of the first version of the format do not know. */
  readonly deltas: boolean;
}

/**
 * Has the kernel write the column chunks of one row group after the other, and their descriptions. Columns are told by
 * their index in the table.
 */
export class ChunkWriter {
  constructor(
    private readonly kernel: Kernel,
    schema: FileSchema,
    private readonly settings: FileSettings,
  ) {
    schema.tell(kernel);
  }

  /** Begins a row group. */
  begin(): void {
    this.kernel.run.beginChunks();
  }

  /** A column of the kernel, of which some rows or all were chosen. */
  column(file: KernelFile, index: number, number: number): void {
    const { codec, deltas } = this.settings;
    file.filled(this.kernel.run.writeColumn(index, number, deltas, codec, file.place, file.position));
  }

  /** A column of text that is the same in all rows. */
  constant(file: KernelFile, index: number, text: string): void {
    const { run, bytes } = this.kernel;
    const length = bytes.write(text, run.constantText(), MAX_CONSTANT_BYTES);
    if (length > MAX_CONSTANT_BYTES - LONGEST_CHARACTER)
      throw new Error(`${length} bytes are too many for one text`);
    file.filled(run.writeConstant(index, length, file.place, file.position));
  }

  /** A column without any value. */
  empty(file: KernelFile, index: number): void {
    file.filled(this.kernel.run.writeEmpty(index, file.place, file.position));
  }

  /** Sum of all values of the last column, however large. */
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

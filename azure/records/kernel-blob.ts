import { BadValue } from '../../flows/cell';
import type { ColumnName } from '../../flows/columns';
import type { Kernel } from '../../flows/kernel/kernel';
import type { KernelTable } from '../../flows/kernel/kernel-table';
import { RecordStop } from '../../flows/kernel/shared/record-stop';
import { KEPT_BYTES } from '../../flows/kernel/shared/sizes';
import { tableSink } from '../../flows/kernel/table-sink';
import type { TextWindow } from '../../flows/kernel/text-window';
import type { Origin } from '../../flows/origin';
import type { FlowSink } from '../../flows/table-writer';
import type { BlobProgress } from './blob-progress';
import { BlobReader } from './blob-reader';
import { blobSchema } from './kernel-schema';
import { KernelTexts } from './kernel-texts';
import { COMPOSITE } from './kernel-tuple-shapes';
import { loggedTimeOf } from './record-parts';
import type { SeenRecords } from './seen-records';

/** Input and outputs of the reading of a blob. */
export interface BlobReading {
  readonly kernel: Kernel;
  readonly window: TextWindow;
  readonly table: KernelTable;
  /** Receives rejects, duplicates and unknown fields. */
  readonly rest: Omit<FlowSink, 'row'>;
  readonly origin: Origin;
  /** @default - reading starts at the beginning of the blob */
  readonly progress?: BlobProgress;
  /** @default - the records of `progress`, identified by all their content */
  readonly seen?: SeenRecords;
  /** @default - the largest number of rows in a row group */
  readonly groupRows?: number;
}

/** Reads a blob, or blocks of one, with the kernel. Returns the progress after the last record. */
export async function readKernelBlob(reading: BlobReading): Promise<BlobProgress> {
  const { kernel, window, table, rest, origin, progress, seen, groupRows } = reading;
  if (!table.use(blobSchema(origin), groupRows))
    throw new Error('The kernel has no room for the columns of a blob');
  const number = (name: ColumnName) => table.number(name) as number;
  kernel.run.setTupleColumns(number(COMPOSITE[0] as ColumnName), number('packets_out'));
  kernel.run.setRecordColumns(number('log_type'), number('logged_time'));
  const reader = new BlobReader(origin, tableSink(table, rest), { progress, seen });
  try {
    await new KernelBlob(kernel, window, table, new KernelTexts(kernel, origin, number), reader).read();
  } finally {
    reader.discard();
  }
  // bytes that no reader has read were records that are lost
  if (reader.readBytes !== window.count.inflated) rest.found(1);
  return reader.progress;
}

/**
 * Reads a blob: supported records with the kernel, and everything else, in its order, with the reference reader.
 * Either all rows of a record are written, or none.
 */
class KernelBlob {
  /** Whether the kernel is within a record, which starts where the window does. */
  private isOpen = false;

  constructor(
    private readonly kernel: Kernel,
    private readonly window: TextWindow,
    private readonly table: KernelTable,
    private readonly texts: KernelTexts,
    private readonly reader: BlobReader,
  ) {}

  /** Reads the whole blob, starting with the bytes in the window. */
  async read(): Promise<void> {
    const { window, reader } = this;
    do this.readWindow();
    while (await this.more());
    if (this.isOpen) this.leaveToReferenceReader();
    while (window.from < window.end) window.from += reader.pushOne(window.bytes);
    reader.end();
  }

  private async more(): Promise<boolean> {
    const { window, kernel } = this;
    const before = window.from;
    if (!(await window.more())) return false;
    if (this.isOpen) kernel.run.moveRecord(window.from - before);
    return true;
  }

  private readWindow(): void {
    const { window, reader } = this;
    while (window.from < window.end) {
      if (this.isOpen) {
        if (!this.readRecord()) return;
      } else if (reader.isBetweenRecords) {
        window.from += reader.passBetween(window.bytes);
        if (window.from < window.end) this.begin();
      } else window.from += reader.pushOne(window.bytes);
    }
  }

  private begin(): void {
    this.kernel.run.beginRecord(this.window.from);
    this.isOpen = true;
  }

  /** Returns false if the kernel needs more text. */
  private readRecord(): boolean {
    const { window, texts } = this;
    const { run } = this.kernel;
    const stop: RecordStop = run.readRecord(window.end);
    switch (stop) {
      case RecordStop.NEEDS_TEXT:
        if (window.end - window.from <= KEPT_BYTES) return false;
        this.leaveToReferenceReader();
        break;
      case RecordStop.GROUP_IS_FULL:
        this.retryInNextGroup();
        break;
      case RecordStop.UNKNOWN_TEXT:
        texts.defineUnknown();
        break;
      case RecordStop.READ:
        this.complete();
        break;
      default:
        this.leaveToReferenceReader();
    }
    return true;
  }

  /**
   * Reads the record again into the next row group. If the row group is empty, the record does not fit into one, and
   * the reference reader reads it.
   */
  private retryInNextGroup(): void {
    const { run } = this.kernel;
    if (run.groupRows() === 0) {
      this.leaveToReferenceReader();
      return;
    }
    run.dropRecord();
    this.table.flush();
    this.begin();
  }

  /** Leaves the record to the reference reader. */
  private leaveToReferenceReader(): void {
    const { window, reader } = this;
    this.kernel.run.dropRecord();
    this.isOpen = false;
    window.from += reader.pushOne(window.bytes);
  }

  private complete(): void {
    const { window, reader } = this;
    const { run, bytes } = this.kernel;
    const end = run.recordEnd();
    const text = bytes.subarray(window.from, end);
    const time = loggedTimeOf({
      time: bytes.toString('latin1', run.recordTimeStart(), run.recordTimeEnd()),
    });
    if (time instanceof BadValue || time === null) {
      this.leaveToReferenceReader();
      return;
    }
    let isKept = false;
    const keep = (first: bigint) => {
      isKept = this.keep(first, time);
      return isKept;
    };
    if (!reader.take(text, run.recordRows(), run.recordTuples(), keep)) {
      this.retryInNextGroup();
      return;
    }
    if (!isKept) run.dropRecord();
    this.isOpen = false;
    window.from = end;
  }

  private keep(first: bigint, time: bigint): boolean {
    const { run, bytes } = this.kernel;
    const address = run.scratchBuffer();
    return run.keepRecord(first, address, bytes.write(String(time), address)) !== 0;
  }
}

import { END_MILLIS, FIRST_MILLIS } from '../time-bounds';
import { KERNEL_CODE } from './kernel-code';
import { zstdCompress } from './parquet/codec';
import { FileBuffer } from './parquet/file-buffer';

/** What the kernel does: see `assembly/`. Places are offsets in its memory; flags are 0 or 1. */
export interface KernelFunctions {
  readonly memory: { readonly buffer: ArrayBuffer };
  inputBuffer(): number;
  textBuffer(): number;
  scratchBuffer(): number;
  setTimeBounds(first: bigint, end: bigint): void;

  beginSchema(stride: number): void;
  setTokenSyntax(nullToken: number, nullLength: number, delimiter: number): void;
  allocateForSchema(bytes: number): number;
  defineColumn(
    encoding: number,
    check: number,
    field: number,
    width: number,
    max: bigint,
    prediction: number,
    predictor: number,
  ): number;
  defineAttributes(column: number, ofNull: number, byLowByte: number): void;
  defineComposite(column: number, fields: number): void;
  defineMember(column: number, composite: number): void;
  defineDerived(column: number, first: number, second: number, third: number, condition: number): void;
  shareDictionary(column: number, other: number): void;
  beginLexicon(column: number, words: number, hasDefault: number): number;
  defineWord(
    column: number,
    place: number,
    token: number,
    tokenLength: number,
    text: number,
    textLength: number,
    value: bigint,
    attribute: number,
  ): number;
  clearUnknownFields(): void;
  addUnknownField(field: number, key: number, keyLength: number): number;
  unknownCount(index: number): number;
  setSpecialColumns(lines: number, extra: number): void;
  setPartitionColumns(account: number, region: number, start: number, end: number): void;
  endSchema(maxRows: number): number;

  setText(from: number, end: number, line: bigint): void;
  textPosition(): number;
  lineNumber(): bigint;
  lineEnd(): number;
  readLines(): number;
  skipLine(end: number): void;
  setPosition(index: number, place: number): void;
  appendRow(line: bigint, extra: number, extraLength: number): number;

  clearKnownTexts(): void;
  addKnownText(space: number, text: number, length: number, use: number, detail: number): number;
  beginTextValues(values: number): number;
  addTextValue(column: number, text: number, length: number): number;
  setTupleColumns(member: number, firstCounter: number): void;
  setRecordColumns(firstContext: number, loggedTime: number): void;
  beginRecord(from: number): void;
  moveRecord(by: number): void;
  readRecord(end: number): number;
  recordEnd(): number;
  recordTimeEnd(): number;
  recordTimeStart(): number;
  recordRows(): number;
  keepRecord(line: bigint, time: number, timeLength: number): number;
  dropRecord(): void;
  unknownText(): number;
  unknownEnd(): number;
  unknownSpace(): number;

  groupRows(): number;
  nextGroup(): number;
  findPartitions(): number;
  joinPartition(partition: number, target: number): void;
  selectPartition(partition: number): number;
  partitionAccount(partition: number): number;
  partitionRegion(partition: number): number;
  partitionDay(partition: number): number;
  codeText(column: number, code: number): number;
  codeTextLength(column: number, code: number): number;
  codeCount(column: number): number;
  rowsWith(column: number, code: number): number;
  newestTime(start: number, end: number): bigint;
  nameColumn(index: number, type: number, name: number, length: number): number;
  fileBuffer(): number;
  fileBufferBytes(): number;
  beginChunks(): void;
  writeColumn(
    index: number,
    column: number,
    deltas: number,
    codec: number,
    place: number,
    start: number,
  ): number;
  constantText(): number;
  writeConstant(index: number, length: number, place: number, start: number): number;
  writeEmpty(index: number, place: number, start: number): number;
  chunkDescriptions(): number;
  chunkDescriptionsLength(): number;
  chunksPlainBytes(): number;
  page(): number;

  foldCrc(from: number, length: number, register: number): number;
  foldedLength(): number;
  inflateBegin(): void;
  inflateRun(
    input: number,
    inputEnd: number,
    isLast: number,
    output: number,
    outputEnd: number,
    historyStart: number,
  ): number;
  inflateInput(): number;
  inflateOutput(): number;
}

/** What is used of WebAssembly, whose types come with those of browsers only. */
const { WebAssembly: wasm } = globalThis as unknown as {
  readonly WebAssembly: {
    readonly Module: new (code: Uint8Array) => object;
    readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  };
};

/** An instance of the kernel, with its memory. It does one thing at a time. */
export class Kernel {
  readonly run: KernelFunctions;
  /** All of its memory, which never grows. */
  readonly bytes: Buffer;
  readonly words: Int32Array;
  readonly longs: BigInt64Array;
  /** What is not written yet of the files that it makes. */
  readonly files: FileBuffer;

  constructor() {
    const module = new wasm.Module(Buffer.from(KERNEL_CODE, 'base64'));
    // what the kernel asks of Node; it is called when all of this is there
    const zstd = (from: number, length: number, to: number) => {
      const compressed = zstdCompress(this.bytes.subarray(from, from + length));
      this.bytes.set(compressed, to);
      return compressed.length;
    };
    this.run = new wasm.Instance(module, { compress: { zstd } }).exports as KernelFunctions;
    const { buffer } = this.run.memory;
    this.bytes = Buffer.from(buffer);
    this.files = new FileBuffer(this.bytes, this.run.fileBuffer(), this.run.fileBufferBytes());
    this.words = new Int32Array(buffer);
    this.longs = new BigInt64Array(buffer);
    this.run.setTimeBounds(FIRST_MILLIS, END_MILLIS);
  }

  /** The text of a code of a column. */
  text(column: number, code: number): string {
    const place = this.run.codeText(column, code);
    return this.bytes.toString('utf8', place, place + this.run.codeTextLength(column, code));
  }
}

let shared: Kernel | undefined;
let inUse: Promise<unknown> = Promise.resolve();

/** Lends the one kernel of the process out: who comes while it is in use waits. */
export async function withKernel<T>(use: (kernel: Kernel) => Promise<T>): Promise<T> {
  const before = inUse;
  let release = () => {};
  inUse = new Promise<void>((resolve) => {
    release = resolve;
  });
  await before;
  try {
    shared ??= new Kernel();
    return await use(shared);
  } finally {
    release();
  }
}

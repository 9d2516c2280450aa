import type { Column, ColumnName, Value } from '../flows/columns';
import { FLOW_COLUMNS } from '../flows/columns';
import { KernelTable } from '../flows/kernel/kernel-table';
import { Compression, codecOf } from '../flows/kernel/parquet/codec';
import type { Origin } from '../flows/origin';
import { Summary } from '../flows/summary';
import type { PeekingKernel } from './peeking-kernel';
import type { Findings } from './reference-findings';

const LONG_BYTES = 8;
const CODE_BYTES = 2;

/** A cell that is not what it should be. */
export interface CellDifference {
  readonly row: number;
  readonly column: string;
  readonly expected: Value | undefined;
  readonly found: Value;
}

/** The table in the kernel, compared with the rows that should be in it whenever a row group is full. */
export class PeekTable extends KernelTable {
  /** Rows that were compared. */
  rows = 0;
  /** Rows that the reference reader gave. */
  referenceRows = 0;
  difference: CellDifference | undefined;
  private readonly codes: Uint16Array;

  constructor(
    private readonly peeking: PeekingKernel,
    origin: Origin,
    private readonly expected: readonly (readonly Value[])[],
    private readonly findings: Findings,
  ) {
    super(peeking, '', origin, new Summary(), { codec: codecOf(Compression.SNAPPY), deltas: true });
    this.codes = new Uint16Array(peeking.run.memory.buffer);
  }

  /** In words, if the kernel has written what it has not given out. */
  get strayWrite(): string | undefined {
    return this.peeking.isNearClean ? undefined : 'memory of nobody was written';
  }

  override row(row: readonly Value[], line: bigint): void {
    this.referenceRows++;
    super.row(row, line);
  }

  override flush(): void {
    const rows = this.layout ? this.peeking.run.groupRows() : 0;
    if (rows === 0) return;
    for (let index = 0; index < FLOW_COLUMNS.length && !this.difference; index++) this.compare(index, rows);
    for (const [index, { name }] of this.layout?.unknown.entries() ?? []) {
      this.findings.unknownField(name, this.peeking.run.unknownCount(index));
    }
    this.rows += rows;
    this.peeking.run.nextGroup();
  }

  private compare(index: number, rows: number): void {
    const column = FLOW_COLUMNS[index] as Column;
    const number = this.numbers[index];
    if (number === undefined) {
      const constant = this.layout?.constants.get(column.name as ColumnName) ?? null;
      const { expected, rows: done } = this;
      for (let row = 0; row < rows; row++) {
        if (expected[done + row]?.[index] !== constant) this.cell(index, row, constant);
      }
    } else if (this.peeking.peek.hasCodes(number)) this.compareCodes(index, number, rows, column);
    else this.compareNumbers(index, number, rows, column);
  }

  private compareCodes(index: number, number: number, rows: number, { type }: Column): void {
    const { codes, peeking, expected, rows: done } = this;
    const { peek, bytes } = peeking;
    const first = peek.rowsOf(number) / CODE_BYTES;
    const values: (Value | undefined)[] = [null];
    for (let row = 0; row < rows; row++) {
      const code = codes[first + row] as number;
      let value = values[code];
      if (value === undefined) {
        if (type === 'string') {
          const place = peek.codeText(number, code);
          value = bytes.toString('utf8', place, place + peek.codeTextLength(number, code));
        } else value = type === 'int32' ? Number(peek.codeValue(number, code)) : peek.codeValue(number, code);
        values[code] = value;
      }
      if (expected[done + row]?.[index] !== value) this.cell(index, row, value);
    }
  }

  private compareNumbers(index: number, number: number, rows: number, { type }: Column): void {
    const { longs, peek } = this.peeking;
    const first = peek.rowsOf(number) / LONG_BYTES;
    for (let row = 0; row < rows; row++) {
      const value = longs[first + row] as bigint;
      this.cell(index, row, value === -1n ? null : type === 'int32' ? Number(value) : value);
    }
  }

  private cell(index: number, row: number, found: Value): void {
    const expected = this.expected[this.rows + row]?.[index];
    if (expected === found || this.difference) return;
    const { name } = FLOW_COLUMNS[index] as Column;
    this.difference = { row: this.rows + row, column: name, expected, found };
  }
}

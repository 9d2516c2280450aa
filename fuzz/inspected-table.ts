import type { Column, ColumnName, Value } from '../flows/columns';
import { FLOW_COLUMNS } from '../flows/columns';
import { KernelTable } from '../flows/kernel/kernel-table';
import { Compression, codecOf } from '../flows/kernel/parquet/codec';
import type { Origin } from '../flows/origin';
import { Summary } from '../flows/summary';
import type { InspectedKernel } from './inspected-kernel';
import type { Findings } from './reference-findings';

const LONG_BYTES = 8;
const CODE_BYTES = 2;

/** A cell that differs from the expected one. */
export interface CellDifference {
  readonly row: number;
  readonly column: string;
  readonly expected: Value | undefined;
  readonly found: Value;
}

/** Compares the rows of the kernel with the expected rows whenever a row group is full, instead of writing files. */
export class InspectedTable extends KernelTable {
  /** Number of rows that were compared. */
  rows = 0;
  /** Number of rows that came from the reference reader. */
  referenceRows = 0;
  difference: CellDifference | undefined;
  private readonly codes: Uint16Array;

  constructor(
    private readonly inspected: InspectedKernel,
    origin: Origin,
    private readonly expected: readonly (readonly Value[])[],
    private readonly findings: Findings,
  ) {
    super(inspected, '', origin, new Summary(), { codec: codecOf(Compression.SNAPPY), deltas: true });
    this.codes = new Uint16Array(inspected.run.memory.buffer);
  }

  /** Describes a write of the kernel out of its reserved memory; undefined if there was none. */
  get outOfBoundsWrite(): string | undefined {
    return this.inspected.isNearClean ? undefined : 'the kernel wrote to unreserved memory';
  }

  override row(row: readonly Value[], line: bigint): void {
    this.referenceRows++;
    super.row(row, line);
  }

  /** Drops the rows of an unfinished row group. */
  drop(): void {
    if (this.schema) this.inspected.run.nextGroup();
  }

  override flush(): void {
    const rows = this.schema ? this.inspected.run.groupRows() : 0;
    if (rows === 0) return;
    for (let index = 0; index < FLOW_COLUMNS.length && !this.difference; index++) this.compare(index, rows);
    for (const [index, { name }] of this.schema?.unknown.entries() ?? []) {
      this.findings.unknownField(name, this.inspected.run.unknownCount(index));
    }
    this.rows += rows;
    this.inspected.run.nextGroup();
  }

  private compare(index: number, rows: number): void {
    const column = FLOW_COLUMNS[index] as Column;
    const number = this.numbers[index];
    if (number === undefined) {
      const constant = this.schema?.constants.get(column.name as ColumnName) ?? null;
      const { expected, rows: done } = this;
      for (let row = 0; row < rows; row++) {
        if (expected[done + row]?.[index] !== constant) this.cell(index, row, constant);
      }
    } else if (this.inspected.run.hasCodes(number)) this.compareCodes(index, number, rows, column);
    else this.compareNumbers(index, number, rows, column);
  }

  private compareCodes(index: number, number: number, rows: number, { type }: Column): void {
    const { codes, inspected, expected, rows: done } = this;
    const { run, bytes } = inspected;
    const first = run.rowsOf(number) / CODE_BYTES;
    const values: (Value | undefined)[] = [null];
    for (let row = 0; row < rows; row++) {
      const code = codes[first + row] as number;
      let value = values[code];
      if (value === undefined) {
        if (type === 'string') {
          const address = run.codeText(number, code);
          value = bytes.toString('utf8', address, address + run.codeTextLength(number, code));
        } else value = type === 'int32' ? Number(run.codeValue(number, code)) : run.codeValue(number, code);
        values[code] = value;
      }
      if (expected[done + row]?.[index] !== value) this.cell(index, row, value);
    }
  }

  private compareNumbers(index: number, number: number, rows: number, { type }: Column): void {
    const { longs, run } = this.inspected;
    const first = run.rowsOf(number) / LONG_BYTES;
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

import type { LogFormat } from '../aws/format';
import { originOf } from '../aws/source-origin';
import { KernelTextReader } from '../aws/text/kernel-text-reader';
import { columnIndex } from '../flows/columns';
import type { Line } from '../flows/input/lines';
import { TextLines } from '../flows/kernel/text-lines';
import { TextWindow } from '../flows/kernel/text-window';
import type { Origin } from '../flows/origin';
import { chunksOf } from './chunks';
import { type Comparison, comparisonOf } from './differences';
import type { FuzzObject } from './fuzz-object';
import type { InspectedKernel } from './inspected-kernel';
import { InspectedTable } from './inspected-table';
import { type Answer, errorText, Findings, readByReference } from './reference-findings';

const EXTRA = columnIndex('extra');

/** Reads an object with the kernel and with the reference reader, and compares the results value by value. */
export async function compare(object: FuzzObject, kernel: InspectedKernel): Promise<Comparison> {
  const { source, declared, readsTwice } = object;
  const origin = originOf(source);
  const { bytes } = object;
  const reference = await readByReference(chunksOf(bytes, object.chunkBytes), origin, declared);
  const findings = new Findings();
  const table = new InspectedTable(kernel, origin, reference.rows, findings);
  let reader: CountingReader | undefined;
  try {
    const window = new TextWindow(kernel, chunksOf(bytes, object.chunkBytes), Number.POSITIVE_INFINITY);
    await window.more();
    reader = new CountingReader(origin, table, findings, declared, readsTwice ? [] : reference.answers);
    await new TextLines(kernel, window, reader).read();
    table.flush();
  } catch (error) {
    findings.error = errorText(error);
  }
  return comparisonOf(table, findings, reference, reader?.referenceLines ?? 0);
}

/**
 * Reads the lines that the kernel does not read. For most objects it reuses the results of the reference reader,
 * because reading a line again takes as long and finds the same.
 */
class CountingReader extends KernelTextReader {
  referenceLines = 0;

  constructor(
    origin: Origin,
    private readonly inspectedTable: InspectedTable,
    private readonly findings: Findings,
    declared: LogFormat | undefined,
    private readonly answers: readonly (Answer | undefined)[],
  ) {
    super(origin, inspectedTable, findings, declared);
  }

  override line(line: Line): void {
    this.referenceLines++;
    const answer = this.answers[line.number];
    if (!answer || !isSameLine(answer.line, line) || typeof answer.row?.[EXTRA] === 'string')
      super.line(line);
    else if (answer.row) this.inspectedTable.row(answer.row, BigInt(line.number));
    else if (answer.reject) this.findings.reject(answer.reject);
  }
}

function isSameLine(a: Line, b: Line): boolean {
  return a.text === b.text && !a.invalid && !b.invalid && a.tooLong === b.tooLong;
}

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
import { type Answer, Findings, readByReference, wordsOf } from './reference-findings';

const EXTRA = columnIndex('extra');

/** Reads an object by the kernel and by the reference reader, and compares what they say, value by value. */
export async function compare(object: FuzzObject, kernel: InspectedKernel): Promise<Comparison> {
  const { source, declared, readsTwice } = object;
  const origin = originOf(source);
  const { bytes } = object;
  const plain = await readByReference(chunksOf(bytes, object.chunkBytes), origin, declared);
  const findings = new Findings();
  const table = new InspectedTable(kernel, origin, plain.rows, findings);
  let reader: CountingReader | undefined;
  try {
    const window = new TextWindow(kernel, chunksOf(bytes, object.chunkBytes), Number.POSITIVE_INFINITY);
    await window.more();
    reader = new CountingReader(origin, table, findings, declared, readsTwice ? [] : plain.answers);
    await new TextLines(kernel, window, reader).read();
    table.flush();
  } catch (error) {
    findings.error = wordsOf(error);
  }
  return comparisonOf(table, findings, plain, reader?.referenceLines ?? 0);
}

/**
 * Reads what the kernel does not. Of most objects each record is known already, and is not read a second time: that
 * would find the same, and cost as much as all else.
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

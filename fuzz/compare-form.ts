import { recognizeAws } from '../aws/forms/recognize-aws';
import { readWithKernel } from '../aws/read-with-kernel';
import { ReferenceRecordSink } from '../aws/reference-record-sink';
import { originOf } from '../aws/source-origin';
import { inflate } from '../flows/input/inflate';
import { openSource } from '../flows/input/opened-source';
import { chunksOf } from './chunks';
import { type Comparison, comparisonOf } from './differences';
import type { FuzzSource } from './fuzz-form';
import type { InspectedKernel } from './inspected-kernel';
import { InspectedTable } from './inspected-table';
import { errorText, Findings, ReferenceFindings } from './reference-findings';

/** Reads a source of any form with the kernel and with the reference reader of its form, and compares the results. */
export async function compareForm(input: FuzzSource, kernel: InspectedKernel): Promise<Comparison> {
  const { source, format } = input;
  const origin = originOf(source);
  const reference = new ReferenceFindings();
  await reading(input, reference, async (opened, form) => {
    const records = new ReferenceRecordSink(origin, reference);
    await form.read(inflate(opened.bytes), { origin, sink: reference, records, format });
  });
  const findings = new Findings();
  const table = new InspectedTable(kernel, origin, reference.rows, findings);
  await reading(input, findings, async (opened, form) => {
    await readWithKernel(form, opened, { kernel, table, rest: findings }, { format });
    table.flush();
  });
  if (reference.error !== undefined && reference.error === findings.error) {
    // nothing of the source is written
    table.drop();
    return { rows: 0, rejects: 0, referenceLines: 0, difference: table.outOfBoundsWrite };
  }
  const comparison = comparisonOf(table, findings, reference, table.referenceRows);
  return {
    ...comparison,
    difference: comparison.difference ?? lossOf(reference) ?? lossOf(findings, table.rows),
  };
}

type Opened = Awaited<ReturnType<typeof openSource>>;
type Form = ReturnType<typeof recognizeAws>['form'];

async function reading(
  { source, bytes, chunkBytes, format }: FuzzSource,
  findings: Findings,
  read: (opened: Opened, form: Form) => Promise<void>,
): Promise<void> {
  try {
    const opened = await openSource({ source, bytes: chunksOf(bytes, chunkBytes) });
    try {
      await read(opened, recognizeAws(opened.beginning, format).form);
    } finally {
      await opened.close();
    }
  } catch (error) {
    findings.error = errorText(error);
  }
}

/** Describes records that a reader counted, and that became nothing; undefined if there are none. */
function lossOf(findings: Findings, rows = (findings as ReferenceFindings).rows.length): string | undefined {
  const { error, records, rejects, duplicates } = findings;
  if (error !== undefined || records === rows + rejects.length + duplicates) return undefined;
  return `${records} records were found, but ${rows} rows, ${rejects.length} rejects and ${duplicates} duplicates`;
}

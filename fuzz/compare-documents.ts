import { KernelDocuments } from '../aws/documents/kernel-documents';
import { readDocuments } from '../aws/documents/read-documents';
import { KernelRecordSink } from '../aws/kernel-record-sink';
import { readElements } from '../aws/members/element-reader';
import type { RecordSink } from '../aws/record-sink';
import { ReferenceRecordSink } from '../aws/reference-record-sink';
import { originOf } from '../aws/source-origin';
import { tableSink } from '../flows/kernel/table-sink';
import { TextWindow } from '../flows/kernel/text-window';
import type { FlowSink } from '../flows/table-writer';
import { chunksOf } from './chunks';
import { type Comparison, comparisonOf } from './differences';
import type { FuzzDocuments } from './fuzz-documents';
import type { InspectedKernel } from './inspected-kernel';
import { InspectedTable } from './inspected-table';
import { errorText, Findings, ReferenceFindings } from './reference-findings';

/** Reads documents with the kernel and with the reference reader, and compares the results value by value. */
export async function compareDocuments(object: FuzzDocuments, kernel: InspectedKernel): Promise<Comparison> {
  const { source, format, bytes, chunkBytes, hasElements } = object;
  const origin = originOf(source);
  const chunks = () => chunksOf(bytes, chunkBytes);
  const elements = (records: RecordSink, sink: FlowSink) =>
    readElements(chunks(), { origin, records, sink, format });
  const reference = new ReferenceFindings();
  await caught(reference, () => {
    const records = new ReferenceRecordSink(origin, reference);
    return hasElements ? elements(records, reference) : readDocuments(chunks(), origin, records, { format });
  });
  const findings = new Findings();
  const table = new InspectedTable(kernel, origin, reference.rows, findings);
  await caught(findings, async () => {
    const records = new KernelRecordSink(kernel, table, findings, origin);
    if (hasElements) await elements(records, tableSink(table, findings));
    else {
      const window = new TextWindow(kernel, chunks(), Number.POSITIVE_INFINITY);
      await new KernelDocuments(kernel, window, origin, records, { format }).read();
    }
    table.flush();
  });
  // an error ends both readers, but the kernel has not read the lines that are still buffered
  if (reference.error !== undefined && reference.error === findings.error)
    reference.rejects.length = findings.rejects.length;
  return comparisonOf(table, findings, reference, table.referenceRows);
}

async function caught(findings: Findings, read: () => Promise<void>): Promise<void> {
  try {
    await read();
  } catch (error) {
    findings.error = errorText(error);
  }
}

import { isDeepStrictEqual } from 'node:util';
import { blobOrigin } from '../azure/records/blob-origin';
import type { BlobProgress } from '../azure/records/blob-progress';
import { BlobReader } from '../azure/records/blob-reader';
import { readKernelBlob } from '../azure/records/kernel-blob';
import { TextWindow } from '../flows/kernel/text-window';
import { chunksOf } from './chunks';
import { type Comparison, comparisonOf } from './differences';
import type { FuzzBlob } from './fuzz-blob';
import type { InspectedKernel } from './inspected-kernel';
import { InspectedTable } from './inspected-table';
import { errorText, Findings, ReferenceFindings } from './reference-findings';

/** Reads a blob with the kernel and with the reference reader, and compares the results value by value. */
export async function compareBlob(blob: FuzzBlob, kernel: InspectedKernel): Promise<Comparison> {
  const { path, bytes, chunkBytes, groupRows } = blob;
  const origin = blobOrigin(path);
  const reference = new ReferenceFindings();
  const referenceReader = new BlobReader(origin, reference);
  referenceReader.push(bytes);
  referenceReader.end();
  const findings = new Findings();
  const table = new InspectedTable(kernel, origin, reference.rows, findings);
  let progress: BlobProgress | undefined;
  try {
    const window = new TextWindow(kernel, chunksOf(bytes, chunkBytes), Number.POSITIVE_INFINITY);
    progress = await readKernelBlob({ kernel, window, table, rest: findings, origin, groupRows });
    table.flush();
  } catch (error) {
    findings.error = errorText(error);
  }
  const comparison = comparisonOf(table, findings, reference, table.referenceRows);
  if (comparison.difference) return comparison;
  if (!isDeepStrictEqual(progress, referenceReader.progress)) {
    return { ...comparison, difference: 'how far the blob was read' };
  }
  const { records, rows, rejects, duplicates } = reference;
  if (records === findings.records && records === rows.length + rejects.length + duplicates) return comparison;
  return { ...comparison, difference: 'the number of records' };
}

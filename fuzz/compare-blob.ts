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

/** One of this many blobs is also read with its records in files. */
const IN_FILES = 8;

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
  const isComplete = [reference, readInFiles(blob)].every(
    ({ records, rows, rejects, duplicates }) => records === rows.length + rejects.length + duplicates,
  );
  if (isComplete && reference.records === findings.records) return comparison;
  return { ...comparison, difference: 'the number of records' };
}

/** Reads a blob as if its records were too large for the memory. Creating files takes time, so it reads few blobs. */
function readInFiles({ path, bytes, chunkBytes }: FuzzBlob): ReferenceFindings {
  const findings = new ReferenceFindings();
  if (chunkBytes % IN_FILES !== 0) return findings;
  const reader = new BlobReader(blobOrigin(path), findings, { maxRecordBytes: 700 });
  try {
    for (let from = 0; from < bytes.length; from += chunkBytes) {
      reader.push(bytes.subarray(from, from + chunkBytes));
    }
    reader.end();
  } finally {
    reader.discard();
  }
  return findings;
}

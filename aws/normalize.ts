import { type ByteCount, inflate } from '../flows/input/inflate';
import { InputError } from '../flows/input/input-error';
import { formOf, InputForm, inflatedBeginning, showsForm, sniff } from '../flows/input/sniff';
import { type Kernel, withKernel } from '../flows/kernel/kernel';
import { RewindableStream } from '../flows/kernel/rewindable-stream';
import { TextLines } from '../flows/kernel/text-lines';
import { TextWindow } from '../flows/kernel/text-window';
import { writeKernelOutputs } from '../flows/kernel/write-outputs';
import type { NormalizeResult, RawObject } from '../flows/normalize-source';
import { readDocuments } from './documents/read-documents';
import { KernelRecordSink } from './kernel-record-sink';
import type { NormalizeOptions } from './normalize-options';
import { referenceNormalize } from './reference-normalize';
import { originOf } from './source-origin';
import { KernelTextReader } from './text/kernel-text-reader';

/** Stored bytes that show the form of an object. */
const SNIFF_BYTES = 64 * 1024;

/**
 * Normalizes one raw object: writes Parquet files of the tables `flows` and `rejects` below a directory. The same object
 * results in the same files, byte for byte. The kernel reads text. The reference reader reads other input formats, and
 * text whose rows are enriched.
 *
 * @throws InputError if the object cannot be read; in that case no file is written
 *
 * @example
 * const bytes = createReadStream('flow.log.gz');
 * const { outputs, summary } = await normalize({ source: 'flow.log.gz', bytes }, 'out');
 * console.log(summary.rows, summary.rejects, outputs.map(({ path }) => path));
 */
export async function normalize(
  object: RawObject,
  directory: string,
  options: NormalizeOptions = {},
): Promise<NormalizeResult> {
  if (options.enricher) return referenceNormalize(object, directory, options);
  const stream = new RewindableStream(object.bytes);
  const { source } = object;
  try {
    const result = await withKernel((kernel) => normalizeText(kernel, source, stream, directory, options));
    if (result) return result;
    return await normalizeOther(source, stream.rewind(), directory, options);
  } finally {
    await stream.close();
  }
}

/** Normalizes an object that is not text. The kernel reads JSON documents; the reference reader reads all else. */
async function normalizeOther(
  source: string,
  bytes: AsyncGenerator<Uint8Array>,
  directory: string,
  options: NormalizeOptions,
): Promise<NormalizeResult> {
  const { maxBytes, format, compression, compatible } = options;
  const { first, all } = await sniff(bytes, ({ length }) => length >= SNIFF_BYTES);
  if (formOf(inflatedBeginning(inflatedBeginning(first.subarray(0, SNIFF_BYTES)))) !== InputForm.JSON) {
    return referenceNormalize({ source, bytes: all }, directory, options);
  }
  const origin = originOf(source);
  const stored: ByteCount = { stored: 0, inflated: 0 };
  const plain: ByteCount = { stored: 0, inflated: 0 };
  return withKernel((kernel) =>
    writeKernelOutputs({ kernel, origin, directory, compression, compatible }, async (table, rest) => {
      const once = inflate(all, { maxBytes, count: stored });
      const twice = inflate(once, { maxBytes, count: plain });
      await readDocuments(twice, origin, new KernelRecordSink(kernel, table, rest, origin), {
        format,
        maxBytes,
      });
      return { stored: stored.stored, inflated: plain.inflated };
    }),
  );
}

/** Normalizes an object with the kernel. Returns undefined, and writes nothing, if the object is not text. */
async function normalizeText(
  kernel: Kernel,
  source: string,
  stream: RewindableStream,
  directory: string,
  { format, maxBytes = Number.POSITIVE_INFINITY, compression, compatible }: NormalizeOptions,
): Promise<NormalizeResult | undefined> {
  const window = new TextWindow(kernel, stream.record(), maxBytes);
  if (!(await holdsText(window))) return undefined;
  stream.stopRecording();
  const origin = originOf(source);
  return writeKernelOutputs({ kernel, origin, directory, compression, compatible }, async (table, rest) => {
    await new TextLines(kernel, window, new KernelTextReader(origin, table, rest, format)).read();
    return window.count;
  });
}

/** Whether the object is text. Also false if the object cannot be read: then the reference reader reports the error. */
async function holdsText(window: TextWindow): Promise<boolean> {
  try {
    while (!showsForm(window.bytes) && (await window.more()));
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
  return formOf(window.bytes) === InputForm.TEXT;
}

import { InputError } from '../flows/input/input-error';
import { formOf, InputForm, showsForm } from '../flows/input/sniff';
import { type Kernel, withKernel } from '../flows/kernel/kernel';
import { RewindableStream } from '../flows/kernel/rewindable-stream';
import { TextLines } from '../flows/kernel/text-lines';
import { TextWindow } from '../flows/kernel/text-window';
import { writeKernelOutputs } from '../flows/kernel/write-outputs';
import type { NormalizeResult, RawObject } from '../flows/normalize-source';
import type { NormalizeOptions } from './normalize-options';
import { referenceNormalize } from './reference-normalize';
import { originOf } from './source-origin';
import { KernelTextReader } from './text/kernel-text-reader';

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
    return result ?? (await referenceNormalize({ source, bytes: stream.rewind() }, directory, options));
  } finally {
    await stream.close();
  }
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

import { type ByteCount, inflate } from '../flows/input/inflate';
import { type OpenedSource, openSource } from '../flows/input/opened-source';
import { decisionOf, type Recognized } from '../flows/input/recognize';
import { type Kernel, withKernel } from '../flows/kernel/kernel';
import type { KernelTable } from '../flows/kernel/kernel-table';
import { tableSink } from '../flows/kernel/table-sink';
import { TextLines } from '../flows/kernel/text-lines';
import { TextWindow } from '../flows/kernel/text-window';
import { writeKernelOutputs } from '../flows/kernel/write-outputs';
import type { NormalizeResult, RawObject } from '../flows/normalize-source';
import type { FlowSink } from '../flows/table-writer';
import type { AwsForm } from './forms/aws-form';
import { recognizeAws } from './forms/recognize-aws';
import { TEXT_FORM } from './forms/text';
import { KernelRecordSink } from './kernel-record-sink';
import type { NormalizeOptions } from './normalize-options';
import { originOf } from './source-origin';
import { KernelTextReader } from './text/kernel-text-reader';

/**
 * Normalizes one raw object: writes Parquet files of the tables `flows` and `rejects` below a directory. The same object
 * results in the same files, byte for byte. The kernel reads the records of all forms.
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
  const opened = await openSource(object, options.maxBytes);
  try {
    return await normalizeOpened(opened, recognizeAws(opened.beginning, options.format), directory, options);
  } finally {
    await opened.close();
  }
}

/** Normalizes an opened source of a recognized form. */
export async function normalizeOpened(
  opened: OpenedSource,
  recognized: Recognized<AwsForm>,
  directory: string,
  options: NormalizeOptions = {},
): Promise<NormalizeResult> {
  const { form } = recognized;
  const { compression, compatible, enricher } = options;
  const origin = originOf(opened.source);
  const written = await withKernel((kernel) =>
    writeKernelOutputs(
      { kernel, origin, directory, compression, compatible, enricher },
      async (table, rest) => {
        const outputs: KernelOutputs = { kernel, table, rest };
        const inflated =
          form === TEXT_FORM
            ? await readText(opened, outputs, options)
            : await readRecords(form, opened, outputs, options);
        return { stored: opened.storedBytes(), inflated };
      },
    ),
  );
  return { ...written, form: decisionOf(recognized, opened.layers) };
}

/** Where the kernel writes rows, and where all else goes. */
interface KernelOutputs {
  readonly kernel: Kernel;
  readonly table: KernelTable;
  readonly rest: Omit<FlowSink, 'row'>;
}

/** Reads text with the kernel. Returns the number of decompressed bytes. */
async function readText(
  { source, bytes }: OpenedSource,
  { kernel, table, rest }: KernelOutputs,
  { format, maxBytes = Number.POSITIVE_INFINITY }: NormalizeOptions,
): Promise<number> {
  const window = new TextWindow(kernel, bytes, maxBytes);
  await new TextLines(kernel, window, new KernelTextReader(originOf(source), table, rest, format)).read();
  return window.count.inflated;
}

/** Reads the records of another form with the kernel. Returns the number of decompressed bytes. */
async function readRecords(
  form: AwsForm,
  { source, bytes }: OpenedSource,
  { kernel, table, rest }: KernelOutputs,
  { format, maxBytes }: NormalizeOptions,
): Promise<number> {
  const origin = originOf(source);
  const count: ByteCount = { stored: 0, inflated: 0 };
  const records = new KernelRecordSink(kernel, table, rest, origin);
  const reading = { origin, records, sink: tableSink(table, rest), format, maxBytes };
  if (form.readWindow) {
    const window = new TextWindow(kernel, bytes, maxBytes ?? Number.POSITIVE_INFINITY);
    await form.readWindow(window, { ...reading, kernel, records });
    return window.count.inflated;
  }
  const inflated = inflate(bytes, { maxBytes, count });
  if (form.readBytes) await form.readBytes(inflated, { ...reading, kernel, records });
  else await form.read(inflated, reading);
  return count.inflated;
}

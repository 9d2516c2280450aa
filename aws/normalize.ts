import { type OpenedSource, openSource } from '../flows/input/opened-source';
import { decisionOf, type Recognized } from '../flows/input/recognize';
import { withKernel } from '../flows/kernel/kernel';
import { writeKernelOutputs } from '../flows/kernel/write-outputs';
import type { NormalizeResult, RawObject } from '../flows/normalize-source';
import type { AwsForm } from './forms/aws-form';
import { recognizeAws } from './forms/recognize-aws';
import type { NormalizeOptions } from './normalize-options';
import { readWithKernel } from './read-with-kernel';
import { originOf } from './source-origin';

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
        const inflated = await readWithKernel(form, opened, { kernel, table, rest }, options);
        return { stored: opened.storedBytes(), inflated };
      },
    ),
  );
  return { ...written, form: decisionOf(recognized, opened.layers) };
}

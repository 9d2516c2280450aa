import { type ByteCount, inflate } from '../flows/input/inflate';
import { type NormalizeResult, type RawObject, writeOutputs } from '../flows/normalize-source';
import type { NormalizeOptions } from './normalize-options';
import { readObject } from './read-object';
import { originOf } from './source-origin';

/**
 * Does the same as `normalize` with the reference reader, which defines the expected result and reads every input
 * form.
 */
export function referenceNormalize(
  object: RawObject,
  directory: string,
  { format, maxBytes, enricher }: NormalizeOptions = {},
): Promise<NormalizeResult> {
  const origin = originOf(object.source);
  return writeOutputs(origin, directory, enricher, async (sink) => {
    const stored: ByteCount = { stored: 0, inflated: 0 };
    const plain: ByteCount = { stored: 0, inflated: 0 };
    // a subscription compresses its batches, and a delivery stream can compress them again
    const once = inflate(object.bytes, { maxBytes, count: stored });
    await readObject(inflate(once, { maxBytes, count: plain }), origin, sink, { format, maxBytes });
    return { stored: stored.stored, inflated: plain.inflated };
  });
}

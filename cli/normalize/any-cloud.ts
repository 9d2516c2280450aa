import { type NormalizeOptions, normalize } from '../../aws/normalize';
import { parseObjectKey } from '../../aws/object-key';
import { normalizeBlob } from '../../azure/normalize';
import { parseBlobPath } from '../../azure/records/blob-path';
import { beginsLikeBlob, ENOUGH_BYTES } from '../../azure/records/recognise';
import { inflatedBeginning, sniff } from '../../flows/input/sniff';
import type { NormalizeResult, RawObject } from '../../flows/normalize-source';

/** A raw object whose cloud is not known yet. */
export interface UnknownObject extends RawObject {
  readonly bytes: AsyncGenerator<Uint8Array>;
}

/**
 * Normalizes an object of either cloud: it is known by its path, or else by its first bytes.
 *
 * @throws InputError if it can not be read; nothing is written then
 */
export async function normalizeAny(
  { source, bytes, again }: UnknownObject,
  directory: string,
  options: NormalizeOptions,
): Promise<NormalizeResult> {
  const { first, all } = await sniff(bytes, ({ length }) => length >= ENOUGH_BYTES);
  const object = { source, bytes: all, again };
  return isBlob(source, first)
    ? normalizeBlob(object, directory, options)
    : normalize(object, directory, options);
}

function isBlob(source: string, first: Uint8Array): boolean {
  if (parseBlobPath(source)) return true;
  return !parseObjectKey(source) && beginsLikeBlob(inflatedBeginning(first.subarray(0, ENOUGH_BYTES)));
}

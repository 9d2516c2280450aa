import { mapParts, type PartialText } from '../../../flows/partial-text';
import { type EncryptionKey, known, unknown, unknownAt, type Value } from '../../facts';
import { keyFact } from './aws-policies';
import { blocksOf, blockValue, type DeclaredResource, type DeclaredResources } from './declared-resource';
import { arnTextOf } from './provider-texts';

const BY_DEFAULT = 'apply_server_side_encryption_by_default';

/** Returns the key that encrypts the objects of a bucket; `undefined` if no key encrypts them. */
export function bucketKey(
  bucket: DeclaredResource,
  encryptions: readonly DeclaredResource[],
  all: DeclaredResources,
): Value<EncryptionKey | undefined> {
  const [separate, another] = encryptions;
  if (another) return unknown('the bucket has several encryption configurations');
  return separate
    ? keyIn(separate, 'rule', [BY_DEFAULT], all)
    : keyIn(bucket, 'server_side_encryption_configuration', ['rule', BY_DEFAULT], all);
}

function keyIn(
  resource: DeclaredResource,
  argument: string,
  path: readonly string[],
  all: DeclaredResources,
): Value<EncryptionKey | undefined> {
  let blocks = blocksOf(resource.value(argument));
  for (const name of path) {
    if (!blocks.known) return unknownAt(blocks);
    const [block] = blocks.value;
    if (!block) return known(undefined);
    const inner = blockValue(block[name]);
    if (!inner.known) return unknownAt(inner);
    blocks = blocksOf(inner);
  }
  if (!blocks.known) return unknownAt(blocks);
  const algorithm = blockValue(blocks.value[0]?.sse_algorithm);
  if (!algorithm.known) return unknownAt(algorithm);
  if (!String(algorithm.value ?? '').startsWith('aws:kms')) return known(undefined);
  const key = resource.nestedReference?.(argument, [...path, 'kms_master_key_id']);
  return known(keyFact(key ?? unknown('the key is not in the artifact'), all));
}

/** Returns the key that encrypts a log group; `undefined` if none is set. */
export function logGroupKey(
  group: DeclaredResource,
  all: DeclaredResources,
): Value<EncryptionKey | undefined> {
  const reference = group.reference('kms_key_id');
  if (!reference.known) return known(keyFact(unknownAt(reference), all));
  if (reference.value === undefined) return known(undefined);
  return known(keyFact(known(reference.value.target), all));
}

/** Returns the ARN of a log group without `:*`. */
export function logGroupArn(group: DeclaredResource): PartialText {
  return mapParts(arnTextOf(group), (part) => part.replace(/:\*$/, ''));
}

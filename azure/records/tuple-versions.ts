import type { BadValue } from '../../flows/cell';
import { shownValue } from '../../flows/shown';
import { badRecord } from './blob-record';
import { NSG_TUPLE_1, NSG_TUPLE_2 } from './nsg-tuple';
import type { RecordCategory } from './record-category';
import type { TupleVersion } from './tuple-version';
import { VNET_TUPLE_4 } from './vnet-tuple';

/** Every tuple version that the readers support. Another version is one more declaration in this list. */
export const TUPLE_VERSIONS: readonly TupleVersion[] = [VNET_TUPLE_4, NSG_TUPLE_1, NSG_TUPLE_2];

/** The tuple version of a record, or why the readers do not support it. */
export function tupleVersion(category: RecordCategory, version: unknown): TupleVersion | BadValue {
  const versions = TUPLE_VERSIONS.filter((declared) => declared.category === category);
  const supported = versions.find((declared) => declared.version === numberOf(version));
  if (supported) return supported;
  const numbers = versions.map((declared) => declared.version).join(', ');
  const received = version === undefined ? 'no version' : `the unsupported version ${shownValue(version)}`;
  return badRecord(`has ${received}; supported: ${numbers}`);
}

/** Some forwarders write the number as text. */
function numberOf(version: unknown): unknown {
  return typeof version === 'string' && /^\d{1,3}(\.0)?$/.test(version) ? Number(version) : version;
}

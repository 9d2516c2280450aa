import { isObject } from './record-parts';
import type { JsonObject } from './record-types';

/** Keys of arrays of records: flow-log blobs and Event Hubs have `records`, answers of Azure APIs have `value`. */
const LIST_KEYS: ReadonlySet<string> = new Set(['records', 'value']);

/** The end of bytes at which an array of records begins. */
export const BEGINS_RECORDS = /[{,]\s*"(?:records|value)"\s*:\s*\[$/;

/** Number of bytes before an array that contain its key. */
export const KEY_BYTES = 256;

/**
 * Scalars that services write beside an array of records.
 *
 * Source: OData JSON Format 4.01, control information; Azure REST API guidelines, `nextLink`; Azure Stream Analytics
 * documentation, "Stream data as input", metadata of Event Hubs.
 */
const SCALAR_KEYS: ReadonlySet<string> = new Set([
  ...['@odata.context', '@odata.count', '@odata.nextLink', 'nextLink', 'count'],
  ...['EventProcessedUtcTime', 'EventEnqueuedUtcTime', 'PartitionId'],
]);

/** Keys of the members beside the records that are neither of the structure nor documented metadata. */
export function unknownMembers(envelope: JsonObject): string[] {
  return Object.keys(envelope).filter((key) => {
    const value = envelope[key];
    if (LIST_KEYS.has(key) || key === '') return !Array.isArray(value) || value.length > 0;
    return !SCALAR_KEYS.has(key) || isObject(value) || Array.isArray(value);
  });
}

import type { BadValue } from '../../flows/cell';
import { shownValue } from '../../flows/shown';
import { badRecord } from './blob-record';
import { readNsgRecord } from './nsg-record';
import { RECORD_CATEGORIES, RecordCategory } from './record-category';
import type { FlowRecord, JsonObject } from './record-types';
import { readVnetRecord } from './vnet-record';

/** Reads everything of a record but its tuples, which stay text. The category selects the reader. */
export function readFlowRecord(value: JsonObject): FlowRecord | BadValue {
  switch (value.category) {
    case RecordCategory.VNET:
      return readVnetRecord(value);
    case RecordCategory.NSG:
      return readNsgRecord(value);
    case undefined:
      return badRecord('has no category');
    default:
      return badRecord(
        `has the category ${shownValue(value.category)}; expected ${RECORD_CATEGORIES.join(' or ')}`,
      );
  }
}

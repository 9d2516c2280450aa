import { RECORD_CATEGORIES } from './record-category';
import { isObject } from './record-parts';
import type { JsonObject } from './record-types';

/** Whether an object is meant as a record of a flow log: it has the category or the content of one. */
export function isFlowRecord({ category, flowRecords, properties }: JsonObject): boolean {
  return (
    (RECORD_CATEGORIES as readonly unknown[]).includes(category) ||
    isObject(flowRecords) ||
    (isObject(properties) && 'flows' in properties)
  );
}

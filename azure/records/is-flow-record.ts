import { flatFlow } from './flat-flow';
import { RECORD_CATEGORIES } from './record-category';
import { isObject } from './record-parts';
import type { JsonObject } from './record-types';

/** Whether an object is meant as a record of a flow log: it has the content of one, or its category and no flow of its own. */
export function isFlowRecord(object: JsonObject): boolean {
  const { category, flowRecords, properties } = object;
  if (isObject(flowRecords) || (isObject(properties) && 'flows' in properties)) return true;
  return (RECORD_CATEGORIES as readonly unknown[]).includes(category) && !flatFlow(object);
}

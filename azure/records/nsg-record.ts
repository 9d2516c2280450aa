import { BadValue } from '../../flows/cell';
import { shownValue } from '../../flows/shown';
import { badRecord } from './blob-record';
import type { BrokenGroup, FlowRecord, JsonObject, TupleGroup } from './flow-record';
import { NSG_TUPLE_1, NSG_TUPLE_2 } from './nsg-tuple';
import type { TupleLayout } from './read-tuple';
import { idOf, isList, isObject, listIn, loggedTimeOf, macOf, textOf } from './record-parts';

/** Category of the records of network security groups. */
export const NSG_CATEGORY = 'NetworkSecurityGroupFlowEvent';

const LAYOUTS: ReadonlyMap<unknown, TupleLayout> = new Map([
  [1, NSG_TUPLE_1],
  [2, NSG_TUPLE_2],
]);

/**
 * Reads a record of a network security group's flow log. The group is what is logged, and whose rules decide.
 *
 * Source: Azure Network Watcher documentation, "Flow logging for network security groups", Log format.
 */
export function readNsgRecord(value: JsonObject): FlowRecord | BadValue {
  const properties = isObject(value.properties) ? value.properties : {};
  const layout = LAYOUTS.get(properties.Version);
  if (!layout) {
    const version = shownValue(properties.Version);
    return badRecord(`is of version ${version}; known are ${[...LAYOUTS.keys()].join(', ')}`);
  }
  const loggedTime = loggedTimeOf(value);
  if (loggedTime instanceof BadValue) return loggedTime;
  const flows = listIn(properties, 'flows');
  if (!isList(flows)) return badRecord('has no list flows in its properties');
  // the documentation writes the key in both ways
  const group = idOf(value.resourceId ?? value.resourceid);
  const mac = macOf(value.macAddress);
  return {
    logType: 'nsg',
    loggedTime,
    target: group,
    layout,
    groups: flows.flatMap((flow) => groupsOf(flow, group ?? null, mac)),
  };
}

function groupsOf(rule: unknown, aclId: string | null, mac: string | null): (TupleGroup | BrokenGroup)[] {
  const flows = listIn(rule, 'flows');
  if (!isList(flows)) return [flows];
  const name = textOf((rule as JsonObject).rule) ?? null;
  return flows.map((flow) => {
    const tuples = listIn(flow, 'flowTuples');
    if (!isList(tuples)) return tuples;
    return { rule: name, aclId, mac: macOf((flow as JsonObject).mac) ?? mac, tuples };
  });
}

import { BadValue } from '../../flows/cell';
import { badRecord } from './blob-record';
import { RecordCategory } from './record-category';
import { idOf, isList, isObject, listIn, loggedTimeOf, macOf, textOf } from './record-parts';
import type { BrokenGroup, FlowRecord, JsonObject, TupleGroup } from './record-types';
import { tupleVersion } from './tuple-versions';

/**
 * Reads a record of an NSG flow log. The network security group is both the target and the owner of the rules.
 *
 * Source: Azure Network Watcher documentation, "Flow logging for network security groups", Log format.
 */
export function readNsgRecord(value: JsonObject): FlowRecord | BadValue {
  const properties = isObject(value.properties) ? value.properties : {};
  const version = tupleVersion(RecordCategory.NSG, properties.Version);
  if (version instanceof BadValue) return version;
  const loggedTime = loggedTimeOf(value);
  if (loggedTime instanceof BadValue) return loggedTime;
  const flows = listIn(properties, 'flows');
  if (!isList(flows)) return badRecord('has no array "flows" in its properties');
  // the documentation has both spellings of the key
  const group = idOf(value.resourceId ?? value.resourceid);
  const mac = macOf(value.macAddress);
  return {
    logType: 'nsg',
    loggedTime,
    target: group,
    tupleVersion: version,
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

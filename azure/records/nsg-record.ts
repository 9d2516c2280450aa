import { BadValue } from '../../flows/cell';
import { badRecord } from './blob-record';
import { Metadata } from './metadata';
import { RecordCategory } from './record-category';
import { isList, isObject, listIn } from './record-parts';
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
  const flows = listIn(properties, 'flows');
  if (!isList(flows)) return badRecord('has no array "flows" in its properties');
  const metadata = new Metadata();
  // the documentation has both spellings of the key
  const target = metadata.id(value, 'resourceId', 'resourceid');
  const mac = metadata.mac(value, 'macAddress');
  const loggedTime = metadata.time(value);
  const groups = flows.flatMap((flow) => groupsOf(flow, target ?? null, mac, metadata));
  return { logType: 'nsg', loggedTime, target, tupleVersion: version, groups, invalid: metadata.invalid };
}

function groupsOf(
  rule: unknown,
  aclId: string | null,
  mac: string | null,
  record: Metadata,
): (TupleGroup | BrokenGroup)[] {
  const flows = listIn(rule, 'flows');
  if (!isList(flows)) return [flows];
  const ofRule = record.inner();
  const name = ofRule.text(rule as JsonObject, 'rule') ?? null;
  return flows.map((flow) => {
    const tuples = listIn(flow, 'flowTuples');
    if (!isList(tuples)) return tuples;
    const ofFlow = ofRule.inner();
    const own = ofFlow.mac(flow as JsonObject, 'mac');
    return { rule: name, aclId, mac: own ?? mac, tuples, problem: ofFlow.problem };
  });
}

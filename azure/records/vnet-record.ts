import { BadValue } from '../../flows/cell';
import { badRecord } from './blob-record';
import { RecordCategory } from './record-category';
import { idOf, isList, isObject, listIn, loggedTimeOf, macOf, textOf } from './record-parts';
import type { BrokenGroup, FlowRecord, JsonObject, TupleGroup } from './record-types';
import { tupleVersion } from './tuple-versions';

/** Version of records that do not state theirs. */
const DEFAULT_VERSION = 4;

/**
 * Reads a record of a VNet flow log. Ignores keys that have no column: the format is published, and users cannot add keys.
 *
 * Source: Azure Network Watcher documentation, "Virtual network flow logs", Log format.
 */
export function readVnetRecord(value: JsonObject): FlowRecord | BadValue {
  const { flowLogVersion = DEFAULT_VERSION, flowLogGUID, flowRecords } = value;
  const version = tupleVersion(RecordCategory.VNET, flowLogVersion);
  if (version instanceof BadValue) return version;
  const loggedTime = loggedTimeOf(value);
  if (loggedTime instanceof BadValue) return loggedTime;
  const flows = listIn(flowRecords, 'flows');
  if (!isList(flows)) return badRecord('has no array "flows" in its flowRecords');
  const mac = macOf(value.macAddress);
  return {
    logType: 'vnet',
    loggedTime,
    flowLog: idOf(value.flowLogResourceID ?? value.resourceId),
    flowLogGuid: textOf(flowLogGUID)?.toLowerCase(),
    target: idOf(value.targetResourceID),
    tupleVersion: version,
    groups: flows.flatMap((flow) => groupsOf(flow, mac)),
  };
}

function groupsOf(flow: unknown, mac: string | null): (TupleGroup | BrokenGroup)[] {
  const flowGroups = listIn(flow, 'flowGroups');
  if (!isList(flowGroups)) return [flowGroups];
  const aclId = isObject(flow) ? (idOf(flow.aclID) ?? null) : null;
  return flowGroups.map((group) => {
    const tuples = listIn(group, 'flowTuples');
    if (!isList(tuples)) return tuples;
    return { rule: textOf((group as JsonObject).rule) ?? null, aclId, mac, tuples };
  });
}

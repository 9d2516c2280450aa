import { BadValue } from '../../flows/cell';
import { shownValue } from '../../flows/shown';
import { badRecord } from './blob-record';
import type { BrokenGroup, FlowRecord, JsonObject, TupleGroup } from './flow-record';
import { idOf, isList, isObject, listIn, loggedTimeOf, macOf, textOf } from './record-parts';
import { VNET_TUPLE } from './vnet-tuple';

/** Category of the records of virtual networks, subnets and interfaces. */
export const VNET_CATEGORY = 'FlowLogFlowEvent';

const VERSION = 4;

/**
 * Reads a record of a virtual network flow log. What it says beyond the columns of the table is left out: the layout of
 * the record is published, and has no room for fields of the user's.
 *
 * Source: Azure Network Watcher documentation, "Virtual network flow logs", Log format.
 */
export function readVnetRecord(value: JsonObject): FlowRecord | BadValue {
  const { flowLogVersion, flowLogGUID, flowRecords } = value;
  if (flowLogVersion !== undefined && flowLogVersion !== VERSION) {
    return badRecord(`is of version ${shownValue(flowLogVersion)}; known is ${VERSION}`);
  }
  const loggedTime = loggedTimeOf(value);
  if (loggedTime instanceof BadValue) return loggedTime;
  const flows = listIn(flowRecords, 'flows');
  if (!isList(flows)) return badRecord('has no list flows in its flowRecords');
  const mac = macOf(value.macAddress);
  return {
    logType: 'vnet',
    loggedTime,
    flowLog: idOf(value.flowLogResourceID ?? value.resourceId),
    flowLogGuid: textOf(flowLogGUID)?.toLowerCase(),
    target: idOf(value.targetResourceID),
    layout: VNET_TUPLE,
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

import { BadValue } from '../../flows/cell';
import { badRecord } from './blob-record';
import { Metadata } from './metadata';
import { RecordCategory } from './record-category';
import { isList, isObject, listIn } from './record-parts';
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
  const version = tupleVersion(RecordCategory.VNET, value.flowLogVersion ?? DEFAULT_VERSION);
  if (version instanceof BadValue) return version;
  const flows = listIn(value.flowRecords, 'flows');
  if (!isList(flows)) return badRecord('has no array "flows" in its flowRecords');
  const metadata = new Metadata();
  const mac = metadata.mac(value, 'macAddress');
  const record = {
    logType: 'vnet' as const,
    loggedTime: metadata.time(value),
    flowLog: metadata.id(value, 'flowLogResourceID', 'resourceId'),
    flowLogGuid: metadata.text(value, 'flowLogGUID')?.toLowerCase(),
    target: metadata.id(value, 'targetResourceID'),
    tupleVersion: version,
  };
  const groups = flows.flatMap((flow) => groupsOf(flow, mac, metadata));
  return { ...record, groups, invalid: metadata.invalid };
}

function groupsOf(flow: unknown, mac: string | null, record: Metadata): (TupleGroup | BrokenGroup)[] {
  const flowGroups = listIn(flow, 'flowGroups');
  if (!isList(flowGroups)) return [flowGroups];
  const ofFlow = record.inner();
  const aclId = isObject(flow) ? (ofFlow.id(flow, 'aclID') ?? null) : null;
  return flowGroups.map((group) => {
    const tuples = listIn(group, 'flowTuples');
    if (!isList(tuples)) return tuples;
    const ofGroup = ofFlow.inner();
    const rule = ofGroup.text(group as JsonObject, 'rule') ?? null;
    return { rule, aclId, mac, tuples, problem: ofGroup.problem };
  });
}

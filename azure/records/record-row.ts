import { columnIndex, FLOW_COLUMNS, type Value } from '../../flows/columns';
import type { Origin } from '../../flows/origin';
import { TargetKind, targetKindOf } from '../flow-log/target-kind';
import { networkWatcherRegion } from '../network-watcher';
import { parseResourceId } from '../resource-id';
import { subscriptionOf } from './blob-path';
import type { FlowRecord } from './record-types';

const at = {
  cloud: columnIndex('cloud'),
  logType: columnIndex('log_type'),
  accountId: columnIndex('account_id'),
  region: columnIndex('region'),
  flowLogId: columnIndex('flow_log_id'),
  source: columnIndex('source'),
  loggedTime: columnIndex('logged_time'),
  interfaceId: columnIndex('interface_id'),
  subnetId: columnIndex('subnet_id'),
  networkId: columnIndex('network_id'),
  resourceId: columnIndex('resource_id'),
};

const SUBNET_PART = /\/subnets\/[^/]+\/?$/;

/** A row with the values that all tuples of a record share. Values of the blob's path take precedence. */
export function recordRow(record: FlowRecord, origin: Origin): Value[] {
  const row = new Array<Value>(FLOW_COLUMNS.length).fill(null);
  const { accountId, flowLogId } = ownerOf(record, origin);
  row[at.cloud] = origin.cloud;
  row[at.logType] = record.logType;
  row[at.accountId] = accountId ?? null;
  row[at.region] = origin.region ?? regionOf(record) ?? null;
  row[at.flowLogId] = flowLogId ?? null;
  row[at.source] = origin.source;
  row[at.loggedTime] = record.loggedTime;
  if (record.target !== undefined) nameTarget(row, record.target);
  return row;
}

/** Subscription and flow log of a record. NSG records contain no id of the flow log. */
export function ownerOf(record: FlowRecord, origin: Origin): Pick<Origin, 'accountId' | 'flowLogId'> {
  const { flowLog, flowLogGuid, target } = record;
  const subscription = parseResourceId(flowLog ?? target ?? '')?.subscriptionId ?? '';
  return {
    accountId: origin.accountId ?? subscriptionOf(subscription),
    flowLogId: flowLogGuid ?? flowLog ?? origin.flowLogId,
  };
}

function regionOf({ flowLog = '' }: FlowRecord): string | undefined {
  return networkWatcherRegion(parseResourceId(flowLog)?.names[0] ?? '');
}

function nameTarget(row: Value[], target: string): void {
  row[at.resourceId] = target;
  switch (targetKindOf(target)) {
    case TargetKind.VIRTUAL_NETWORK:
      row[at.networkId] = target;
      break;
    case TargetKind.SUBNET:
      row[at.subnetId] = target;
      row[at.networkId] = target.replace(SUBNET_PART, '');
      break;
    case TargetKind.NETWORK_INTERFACE:
      row[at.interfaceId] = target;
      break;
    default:
  }
}

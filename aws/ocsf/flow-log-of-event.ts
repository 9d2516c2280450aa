import { directionOf } from './direction';
import { endpointFields, isTransitGateway } from './endpoint-fields';
import type { EventAttributes } from './event-attributes';
import { keptUnmapped } from './unmapped-fields';

/** Values of a record by the names of its fields. A field without a value is missing. */
export type FieldValues = Readonly<Record<string, string>>;

const STATUSES: ReadonlySet<string> = new Set(['OK', 'NODATA', 'SKIPDATA']);
const VERDICTS: Readonly<Record<string, string>> = { 1: 'ACCEPT', 2: 'REJECT' };
/** Activities of AWS's mapping: Refuse and Traffic. */
const VERDICTS_OF_ACTIVITIES: Readonly<Record<string, string>> = { 5: 'REJECT', 6: 'ACCEPT' };
const VERDICT_WORDS: Readonly<Record<string, string>> = {
  ...{ accept: 'ACCEPT', allowed: 'ACCEPT', reject: 'REJECT', denied: 'REJECT', blocked: 'REJECT' },
};
const TCP_FLAGS: Readonly<Record<string, number>> = { FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16, URG: 32 };
/** OCSF boundaries are the traffic paths of AWS plus three. */
const BOUNDARY_OFFSET = 3;
const MAX_TRAFFIC_PATH = 8;

/**
 * Returns the flow log record of an OCSF event: the inverse of the mapping that AWS publishes. OCSF cannot carry every
 * field, and what it does not carry has no value.
 *
 * Source: OCSF examples, "Amazon VPC Flowlogs" (1.0.0-rc.2, 1.1.0, 1.5.0).
 */
export function flowLogOfEvent(event: EventAttributes): FieldValues {
  const unmapped = keptUnmapped(event);
  const values: Record<string, string | undefined> = {
    version: event.text('metadata.product.version'),
    'account-id':
      unmapped['account-id'] ?? event.text('cloud.account.uid') ?? event.text('cloud.account_uid'),
    region: event.text('cloud.region'),
    'az-id': event.text('cloud.zone'),
    ...times(event),
    ...endpointFields(event),
    ...connection(event),
    packets: event.text('traffic.packets_out') ?? event.text('traffic.packets'),
    bytes: event.text('traffic.bytes_out') ?? event.text('traffic.bytes'),
    'packets-in': event.text('traffic.packets_in'),
    'bytes-in': event.text('traffic.bytes_in'),
    // flow logs of transit gateways have no verdict
    action: isTransitGateway(event) ? undefined : verdict(event),
    'reject-reason': event.text('status_detail'),
    ...status(event),
    ...unmapped,
  };
  const known = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(known);
}

/**
 * An event needs a time, so that `time` can be the end of the window if the start is not known. Then it equals the end.
 */
function times(event: EventAttributes): Record<string, string | undefined> {
  const end = event.text('end_time') ?? event.text('end_time_dt');
  const start = event.text('start_time') ?? event.text('start_time_dt');
  const time = event.text('time');
  const isEnd = time === event.text('end_time') || time === event.text('logged_time');
  return { start: start ?? (isEnd ? undefined : (time ?? event.text('time_dt'))), end };
}

function connection(event: EventAttributes): Record<string, string | undefined> {
  const flags = event.text('connection_info.tcp_flags');
  // the version of the protocol can be derived from the addresses; the field of the record is elsewhere then
  const type = event.has('unmapped.type') ? undefined : event.text('connection_info.protocol_ver');
  const boundary = Number(event.text('connection_info.boundary_id')) - BOUNDARY_OFFSET;
  return {
    protocol: event.text('connection_info.protocol_num'),
    type,
    'tcp-flags': flags === undefined ? undefined : flagsOf(flags),
    'traffic-path': boundary >= 1 && boundary <= MAX_TRAFFIC_PATH ? String(boundary) : undefined,
    'flow-direction': directionOf(event),
  };
}

/** Some producers write the names of the flags. */
function flagsOf(flags: string): string {
  const names = flags.toUpperCase().split(',');
  if (!names.every((name) => Object.hasOwn(TCP_FLAGS, name))) return flags;
  return String(names.reduce((bits, name) => bits | (TCP_FLAGS[name] as number), 0));
}

/** The activity is the verdict only in events that have no attribute for a verdict. */
function verdict(event: EventAttributes): string | undefined {
  const id = event.text('action_id') ?? event.text('disposition_id');
  if (id !== undefined) return VERDICTS[id];
  const word = event.text('action') ?? event.text('disposition');
  if (word !== undefined) return VERDICT_WORDS[word.toLowerCase()] ?? word;
  if (event.has('action_id') || event.has('disposition_id')) return undefined;
  return VERDICTS_OF_ACTIVITIES[event.text('activity_id') ?? ''];
}

function status(event: EventAttributes): Record<string, string | undefined> {
  const code = event.text('status_code');
  if (code === undefined) return {};
  return STATUSES.has(code.toUpperCase()) ? { 'log-status': code.toUpperCase() } : { 'status-code': code };
}

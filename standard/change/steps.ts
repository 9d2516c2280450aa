import { type FlowLog, isAwsFlowLog, valueOr } from '../facts';
import { DEFAULTS } from '../facts/allowed-values';
import { ChangeKind, type FlowLogChange } from './flow-log-change';

/** Returns the gap that a change causes, in words; `undefined` if there is none. */
export function gapOf({ kind, flowLog }: FlowLogChange): string | undefined {
  if (kind === ChangeKind.REMOVED) return 'the deployment stops the recording';
  if (kind !== ChangeKind.REPLACED) return undefined;
  const window = `undelivered records of its last aggregation interval (${windowOf(flowLog)}) are lost`;
  if (isCloudFormation(flowLog)) {
    return (
      'CloudFormation creates the new flow log before it deletes the old one: both record for a while, and the table has ' +
      `duplicate rows of that time; ${window}`
    );
  }
  return (
    'the engine deletes the old flow log before it creates the new one, unless create_before_destroy is set: traffic in ' +
    `between is not recorded; ${window}`
  );
}

/** Returns the steps of a change without a gap. */
export function stepsFor(change: FlowLogChange): string[] {
  const { kind, flowLog } = change;
  if (kind === ChangeKind.REMOVED) {
    return [
      'keep it until another flow log has recorded the same traffic for a day',
      'compare one hour of both: rows and bytes by interface (`flow-logs query`, by flow_log_id)',
      'remove it in a separate deployment',
    ];
  }
  if (kind !== ChangeKind.REPLACED) return [];
  const { engine, second } = namesOf(flowLog);
  return [
    `add a second flow log next to ${flowLog.title} with the new settings, and another ${engine}, such as ${second}`,
    `deploy, and wait for records of both: an aggregation interval of ${windowOf(flowLog)}, and about ten minutes of delivery`,
    'switch readers to the new flow log at a point in time: filter by flow_log_id, and use rows of the old flow log before ' +
      'that point',
    `remove ${flowLog.title} in a later deployment`,
  ];
}

function windowOf(flowLog: FlowLog): string {
  if (!isAwsFlowLog(flowLog)) return 'one minute';
  const seconds = valueOr(flowLog.interval, DEFAULTS.interval) ?? DEFAULTS.interval;
  return seconds === 60 ? 'one minute' : `${seconds / 60} minutes`;
}

function isCloudFormation({ type }: FlowLog): boolean {
  return type.startsWith('AWS::');
}

/** The name for a second flow log, and the engine's term for it. */
function namesOf(flowLog: FlowLog): { engine: string; second: string } {
  const name = flowLog.title.split(/[/.:]/).at(-1) ?? flowLog.title;
  if (isCloudFormation(flowLog)) return { engine: 'construct id or logical id', second: `${name}V2` };
  if (flowLog.localName.startsWith('urn:pulumi:')) return { engine: 'resource name', second: `${name}-v2` };
  return { engine: 'resource name', second: `${name}_v2` };
}

import { type FlowLog, isAwsFlowLog, valueOr } from '../facts';
import { DEFAULTS } from '../facts/allowed-values';
import { ChangeKind, type FlowLogChange } from './flow-log-change';

/** How long nothing is recorded, or what has to be thought of where that is not known. */
export function gapOf({ kind, flowLog }: FlowLogChange): string | undefined {
  if (kind === ChangeKind.REMOVED) return 'nothing is recorded from the deployment on';
  if (kind !== ChangeKind.REPLACED) return undefined;
  const window = `what its last window of ${windowOf(flowLog)} has not delivered yet is lost`;
  if (isCloudFormation(flowLog)) {
    return (
      'CloudFormation makes the new flow log before it removes the old one: both record for a while, and rows of that ' +
      `time are there twice; ${window}`
    );
  }
  return (
    'the old flow log is removed before the new one is made, unless create_before_destroy is set: nothing is recorded ' +
    `in between; ${window}`
  );
}

/** How to make the change without a gap. */
export function stepsFor(change: FlowLogChange): string[] {
  const { kind, flowLog } = change;
  if (kind === ChangeKind.REMOVED) {
    return [
      'leave it, unless another flow log has recorded the same traffic for a day',
      `compare the two over one hour: rows and bytes by interface (\`flow-logs query\`, flow_log_id tells them apart)`,
      'remove it in a deployment of its own',
    ];
  }
  if (kind !== ChangeKind.REPLACED) return [];
  const { engine, second } = namesOf(flowLog);
  return [
    `add a second flow log beside ${flowLog.title}, with the new settings: another ${engine}, such as ${second}`,
    `deploy, and wait until records of both have come: ${windowOf(flowLog)} of aggregation, and some ten minutes of delivery`,
    'let readers go over to the new one from a point in time on: flow_log_id tells the rows of the two apart, and rows ' +
      'before that point are those of the old one',
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

/** What a second one is called in its engine. */
function namesOf(flowLog: FlowLog): { engine: string; second: string } {
  const name = flowLog.title.split(/[/.:]/).at(-1) ?? flowLog.title;
  if (isCloudFormation(flowLog)) return { engine: 'construct id or logical id', second: `${name}V2` };
  if (flowLog.address.startsWith('urn:pulumi:')) return { engine: 'resource name', second: `${name}-v2` };
  return { engine: 'resource name', second: `${name}_v2` };
}

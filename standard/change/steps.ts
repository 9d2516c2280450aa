import { type FlowLog, isAwsFlowLog, PlannedAction, valueOr } from '../facts';
import { DEFAULTS } from '../facts/allowed-values';
import { Engine, engineOf } from './engine';
import { ChangeKind, type FlowLogChange } from './flow-log-change';
import { createsFirst, isOnlyRenamed } from './replacement-order';

/** A change before its gap and its steps are known. */
type OpenChange = Omit<FlowLogChange, 'gap' | 'steps'>;

const UNMANAGED =
  'complete mode and deployment stacks stop the recording; incremental mode keeps the flow log, which no template manages any more';

const REPLACED: readonly ChangeKind[] = [ChangeKind.REPLACED, ChangeKind.POSSIBLY_REPLACED];

/** Returns the gap that a change causes, in words; `undefined` if there is none. */
export function gapOf(change: OpenChange): string | undefined {
  const { kind, flowLog, before = flowLog, network, isHarmless } = change;
  const engine = engineOf(flowLog);
  const isKept = engine === Engine.ARM && flowLog.planned?.action !== PlannedAction.DELETE;
  if (kind === ChangeKind.REMOVED) {
    if (isHarmless) return undefined;
    return isKept ? UNMANAGED : 'the deployment stops the recording';
  }
  // Azure Resource Manager replaces no flow log
  if (!REPLACED.includes(kind) || engine === Engine.ARM) return undefined;
  // the old flow log sets how many records are not delivered yet
  const window = `undelivered records of its last aggregation interval (${windowOf(before)}) are lost`;
  if (network) return `the old flow log ends with the old network: ${window}`;
  if (createsFirst(change)) {
    return (
      `${engine} creates the new flow log before it deletes the old one, so the table has duplicate rows of the time in ` +
      `which both record; ${window}`
    );
  }
  return `${engine} deletes the old flow log before it creates the new one: traffic in between is not recorded; ${window}`;
}

/** Returns the steps of a change without a gap. */
export function stepsFor(change: OpenChange): string[] {
  const { kind, flowLog, before = flowLog, network, refusal, isHarmless } = change;
  // the fix of the refusal comes first
  if (refusal?.isCertain) return [];
  if (kind === ChangeKind.REMOVED) {
    return isHarmless
      ? []
      : [
          'keep it until another flow log has recorded the same traffic for a day',
          'compare one hour of both: rows and bytes by interface (`flow-logs query`, by flow_log_id)',
          'remove it in a separate deployment',
        ];
  }
  if (!REPLACED.includes(kind) || network) return [];
  if (isOnlyRenamed(change)) return [keepName(before, flowLog)];
  const { noun, second } = namesOf(flowLog);
  return [
    `add a second flow log next to ${flowLog.title} with the new settings, and another ${noun}, such as ${second}`,
    `deploy, and wait for records of both: an aggregation interval of ${windowOf(flowLog)}, and about ten minutes of delivery`,
    'switch readers to the new flow log at a point in time: filter by flow_log_id, and use rows of the old flow log before ' +
      'that point',
    `remove ${flowLog.title} in a later deployment`,
  ];
}

/** Returns how a resource keeps its name in the engine, so that the engine does not replace it. */
export function keepName(before: FlowLog, after: FlowLog): string {
  const [old, now] = [before.localName, after.localName];
  const engine = engineOf(after);
  if (engine === Engine.CLOUDFORMATION) {
    return `keep the logical id ${old}: in the CDK, (node.defaultChild as CfnFlowLog).overrideLogicalId('${old}')`;
  }
  if (engine === Engine.TERRAFORM) return `add a moved block: moved { from = ${old}, to = ${now} }`;
  if (engine === Engine.PULUMI) return `add the alias ${old} to the options of the resource`;
  return `keep the name ${old}`;
}

/** The longest time of records that a flow log has not delivered yet. */
export function windowOf(flowLog: FlowLog): string {
  if (!isAwsFlowLog(flowLog)) return 'one minute';
  if (!flowLog.interval.known) return 'at most 10 minutes';
  const seconds = valueOr(flowLog.interval, DEFAULTS.interval) ?? DEFAULTS.interval;
  return seconds === 60 ? 'one minute' : `${seconds / 60} minutes`;
}

/** The name for a second flow log, and the engine's term for it. */
function namesOf(flowLog: FlowLog): { noun: string; second: string } {
  const name = flowLog.title.split(/[/.: ]/).at(-1) ?? flowLog.title;
  const engine = engineOf(flowLog);
  if (engine === Engine.CLOUDFORMATION) return { noun: 'construct id or logical id', second: `${name}V2` };
  return { noun: 'resource name', second: engine === Engine.PULUMI ? `${name}-v2` : `${name}_v2` };
}

import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isPlaceholderId, sharesTraffic } from '../../../aws/flow-log';
import { type AppFlowLog, AppFlowLogs, canExistTogether, nameOf, settingsOf } from './app-flow-logs';

/** Flow logs of one resource above which the construct names the quota. Source: older editions of the VPC guide. */
const OLD_QUOTA = 2;

/** Source: Amazon CloudWatch Logs User Guide, "Enabling logging from AWS services". */
const QUOTA = 250;

/**
 * Reports which other flow logs of the app record the traffic of a construct's flow logs, when the app is complete.
 *
 * AWS rejects a second flow log with the same target, settings and destination: an error. It accepts all other overlaps,
 * for which each record is contained twice: a warning. Of two flow logs, the one with the smaller target reports the
 * overlap, and else the later one.
 *
 * @returns the errors
 */
export function overlapProblems(flowLogs: IConstruct): string[] {
  const app = AppFlowLogs.whenComplete(flowLogs);
  const annotations = Annotations.of(flowLogs);
  const problems: string[] = [];
  for (const one of app.all) {
    if (one.resource.node.scope !== flowLogs || isPlaceholderId(one.target.key)) continue;
    const same = app.on(one.target, flowLogs);
    for (const other of same) {
      if (!reports(one, other, same) || !recordsTwice(one, other)) continue;
      if (isDuplicate(one, other)) problems.push(duplicate(other));
      else annotations.addWarningV2('cloud-flow-logs:overlap', sameTarget(one, other));
    }
    for (const other of [...around(one, app), ...within(one, app)]) {
      if (recordsTwice(one, other))
        annotations.addWarningV2('cloud-flow-logs:overlap', otherTarget(one, other));
    }
    if (same.length > OLD_QUOTA && one === same.filter(({ isOurs }) => isOurs).at(-1)) {
      annotations.addInfoV2('cloud-flow-logs:flowLogQuota', manyFlowLogs(same));
    }
  }
  return [...new Set(problems)];
}

/** Whether a flow log reports a pair with the same target: the later of two of ours, and ours beside another one. */
function reports(one: AppFlowLog, other: AppFlowLog, all: readonly AppFlowLog[]): boolean {
  return one !== other && (!other.isOurs || all.indexOf(other) < all.indexOf(one));
}

/** Flow logs whose target contains the target of this one. */
function around({ target, resource }: AppFlowLog, app: AppFlowLogs): AppFlowLog[] {
  const outer: AppFlowLog[] = [];
  for (let each = app.parentOf(target); each; each = app.parentOf(each)) {
    outer.push(...app.on(each, resource));
  }
  return outer;
}

/** Flow logs of other constructs whose target is contained in that of this one. Ours report the overlap themselves. */
function within(one: AppFlowLog, app: AppFlowLogs): AppFlowLog[] {
  return app.all.filter((other) => !other.isOurs && around(other, app).includes(one));
}

function recordsTwice(one: AppFlowLog, other: AppFlowLog): boolean {
  if (!canExistTogether(one, other)) return false;
  if (!sharesTraffic(one.resource.trafficType, other.resource.trafficType)) return false;
  return isSameLake(one, other) || one.destination === other.destination;
}

function isSameLake(one: AppFlowLog, other: AppFlowLog): boolean {
  return one.lake !== undefined && one.lake === other.lake;
}

function isDuplicate(one: AppFlowLog, other: AppFlowLog): boolean {
  return (
    one.destination === other.destination &&
    one.resource.trafficType === other.resource.trafficType &&
    settingsOf(one) === settingsOf(other)
  );
}

function duplicate(other: AppFlowLog): string {
  return (
    `has the same target, settings and destination as ${nameOf(other)}: AWS rejects the second flow log ` +
    '(FlowLogAlreadyExists). Remove one of them'
  );
}

function sameTarget(one: AppFlowLog, other: AppFlowLog): string {
  const refused =
    one.destination === other.destination
      ? ', and AWS may reject the second flow log (FlowLogAlreadyExists)'
      : '';
  return `has the same target as ${nameOf(other)}, and ${twice(one, other)}${refused}. ${FIX}`;
}

function otherTarget(one: AppFlowLog, other: AppFlowLog): string {
  const [inner, outer] = [one.resource.resourceType, other.resource.resourceType];
  return `records a ${inner}, and ${nameOf(other)} a ${outer} with the same traffic: ${twice(one, other)}. ${FIX}`;
}

function twice(one: AppFlowLog, other: AppFlowLog): string {
  return isSameLake(one, other)
    ? 'the table of the lake has two rows for each packet, so that all sums are too large'
    : 'the destination receives each packet twice';
}

const FIX = 'Remove one of them, or deliver them to different destinations';

function manyFlowLogs(all: readonly AppFlowLog[]): string {
  return (
    `the app creates ${all.length} flow logs of this resource: ${[...new Set(all.map(nameOf))].join(', ')}. AWS accepts ${QUOTA} flow ` +
    `logs of a resource in an account, accounts with an older quota ${OLD_QUOTA}. If a deployment fails with ` +
    'FlowLogsLimitExceeded, remove one'
  );
}

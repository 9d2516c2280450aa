import { isTransitGatewayKind, TRAFFIC_TYPES, type TrafficType } from '../../aws/flow-log';
import { type AwsFlowLog, type FlowLog, isAwsFlowLog, known, mapValue, type Value, valueOr } from '../facts';
import type { Ternary } from './ternary';

/** Whether a flow log records the traffic of a traffic type. */
export function recordsTraffic({ targetKind, traffic }: AwsFlowLog, required: TrafficType): Value<boolean> {
  // transit gateways record all traffic and have no traffic type
  const isTransit = mapValue(targetKind, isTransitGatewayKind);
  if (isTransit.known && isTransit.value) return known(true);
  const answer = mapValue(traffic, (type) => type === required || type === 'ALL');
  return !answer.known || answer.value || isTransit.known ? answer : isTransit;
}

/**
 * The parts of the traffic that other flow logs must record to replace a flow log; `undefined` for any traffic.
 *
 * @param required the traffic type that the standard requires
 */
export function partsToReplace(
  flowLog: FlowLog,
  required: TrafficType | undefined,
): readonly (TrafficType | undefined)[] {
  if (required !== undefined || !isAwsFlowLog(flowLog)) return [undefined];
  const { traffic } = flowLog;
  if (!traffic.known || traffic.value === 'ALL') return ['ACCEPT', 'REJECT'];
  return [TRAFFIC_TYPES.find((type) => type === traffic.value)];
}

/** Whether a flow log records a part of the traffic. */
export function recordsPart(flowLog: FlowLog, part: TrafficType): Ternary {
  return isAwsFlowLog(flowLog) ? valueOr(recordsTraffic(flowLog, part), undefined) : true;
}

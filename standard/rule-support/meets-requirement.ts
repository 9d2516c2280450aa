import { kindsThatFill } from '../../aws/fields';
import { isTransitGatewayKind, type TrafficType } from '../../aws/flow-log';
import {
  type AwsFlowLog,
  type FlowLog,
  isAwsFlowLog,
  known,
  mapValue,
  unknownAt,
  type Value,
  valueOr,
} from '../facts';
import type { Requirement } from '../requirement';
import type { Standard } from '../standard';
import {
  type EffectiveRetention,
  effectiveHotRetention,
  effectiveRetention,
  isAtLeastDays,
} from './effective-retention';
import { allOf, type Ternary } from './ternary';
import { isForAll, resourceKindOf, writtenFormat } from './written-format';

/** Whether a flow log meets everything that a file or a profile requires of one flow log per network. */
export function meetsRequirement(flowLog: FlowLog, requirement: Requirement, standard: Standard): Ternary {
  const { minDays, hotDays } = requirement[flowLog.cloud];
  const { zeroMeansForever } = standard.azure.retention;
  return allOf([
    ...(isAwsFlowLog(flowLog) ? awsAnswers(flowLog, requirement) : []),
    minDays === undefined || reaches(effectiveRetention(flowLog, zeroMeansForever), minDays),
    hotDays === undefined || reaches(effectiveHotRetention(flowLog, zeroMeansForever), hotDays),
  ]);
}

function awsAnswers(flowLog: AwsFlowLog, { aws }: Requirement): Ternary[] {
  const { traffic, fields, ordered } = aws;
  return [
    traffic === undefined || answerOf(recordsTraffic(flowLog, traffic), (answer) => answer),
    fields.length === 0 || hasFields(flowLog, fields),
    ordered.length === 0 ||
      answerOf(writtenFormat(flowLog), ({ names }) => misplacedField(names, ordered) === undefined),
  ];
}

function hasFields(flowLog: AwsFlowLog, required: readonly string[]): Ternary {
  const format = writtenFormat(flowLog);
  const formats = format.known ? [format.value] : (format.candidates ?? []);
  const answers = formats.map(({ names }) =>
    answerOf(missingFrom(names, flowLog, required), (missing) => missing.length === 0),
  );
  const [first] = answers;
  return answers.every((answer) => answer === first) ? first : undefined;
}

function answerOf<T>(value: Value<T>, answer: (value: T) => boolean): Ternary {
  return valueOr(mapValue(value, answer), undefined);
}

function reaches({ shortest, open }: EffectiveRetention, days: number): Ternary {
  if (!isAtLeastDays(shortest, days)) return false;
  return open ? undefined : true;
}

/** Whether a flow log records the traffic of a traffic type. */
export function recordsTraffic({ targetKind, traffic }: AwsFlowLog, required: TrafficType): Value<boolean> {
  // transit gateways record all traffic and have no traffic type
  const isTransit = mapValue(targetKind, isTransitGatewayKind);
  if (isTransit.known && isTransit.value) return known(true);
  const answer = mapValue(traffic, (type) => type === required || type === 'ALL');
  return !answer.known || answer.value || isTransit.known ? answer : isTransit;
}

/** The required fields that a log format lacks, without those that the target cannot fill: AWS rejects them. */
export function missingFrom(
  names: readonly string[],
  flowLog: AwsFlowLog,
  required: readonly string[],
  at?: string,
): Value<readonly string[]> {
  const absent = required.filter((name) => !names.includes(name));
  if (absent.length === 0) return known([], at);
  const kind = resourceKindOf(flowLog);
  const missing = absent.filter((name) =>
    kind.known ? kindsThatFill(name).has(kind.value) : isForAll(name),
  );
  return missing.length === 0 && !kind.known ? unknownAt(kind) : known(missing, at);
}

/** The position of the first field that is not in the required order; `undefined` if all are. Missing fields are ignored. */
export function misplacedField(names: readonly string[], ordered: readonly string[]): number | undefined {
  const first = presentIn(names, ordered).findIndex((name, index) => names[index] !== name);
  return first === -1 ? undefined : first;
}

/** The fields of an order that a log format has. */
export function presentIn(names: readonly string[], ordered: readonly string[]): readonly string[] {
  return ordered.filter((name) => names.includes(name));
}

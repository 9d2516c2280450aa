import { isTransitGatewayKind } from '../../aws/flow-log';
import { parseFormat } from '../../aws/format/parse-format';
import { lostBetween, type Readable, readableOf } from '../consumer/consumer';
import { type AwsFlowLog, type FlowLog, isAwsFlowLog } from '../facts';
import { parsedFormat } from '../rule-support/written-format';
import { fieldDifferences, shiftsPositions } from './field-differences';
import type { FlowLogChange } from './flow-log-change';

type FormatChange = Pick<
  FlowLogChange,
  | 'fields'
  | 'fieldsRemoved'
  | 'fieldsAdded'
  | 'isReordered'
  | 'columnsLost'
  | 'attributesLost'
  | 'questionsLost'
>;

const NONE: FormatChange = {
  fields: [],
  fieldsRemoved: [],
  fieldsAdded: [],
  isReordered: false,
  columnsLost: [],
  attributesLost: [],
  questionsLost: [],
};

/** Returns the differences between the log formats of two flow logs, and their effect on readers. */
export function formatChange(before: FlowLog | undefined, after: FlowLog | undefined): FormatChange {
  if (!before || !isAwsFlowLog(before)) return NONE;
  const old = namesOf(before);
  if (!old) return NONE;
  if (!after) return { ...NONE, ...lossOf(readableBy(before, old)) };
  const now = isAwsFlowLog(after) ? namesOf(after) : undefined;
  if (!isAwsFlowLog(after) || !now) return NONE;
  const lost = lostBetween(readableBy(before, old), readableBy(after, now));
  const fields = old.join() === now.join() ? [] : fieldDifferences(old, now);
  return {
    fields,
    fieldsRemoved: old.filter((name) => !now.includes(name)),
    fieldsAdded: now.filter((name) => !old.includes(name)),
    isReordered: shiftsPositions(fields),
    ...lossOf(lost),
  };
}

function lossOf({ columns, attributes, questions }: Readable) {
  return { columnsLost: columns, attributesLost: attributes, questionsLost: questions };
}

/** Distinct names, because a format with duplicates is reported by another rule. */
function namesOf(flowLog: AwsFlowLog): readonly string[] | undefined {
  if (!flowLog.format.known) return undefined;
  const names = parsedFormat(flowLog.format.value, flowLog).fields.map(({ name }) => name);
  return [...new Set(names)];
}

function readableBy({ targetKind }: AwsFlowLog, names: readonly string[]): Readable {
  const { fields } = parseFormat(names.map((name) => `\${${name}}`).join(' '));
  return readableOf(fields, targetKind.known && isTransitGatewayKind(targetKind.value));
}

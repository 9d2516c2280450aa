import { ChangeKind, type FlowLogChange } from '../change/flow-log-change';
import { windowOf } from '../change/steps';
import { activeFindings } from '../check';
import { RemovalEffect } from '../facts';
import type { Finding } from '../finding';
import { Severity } from '../severity';
import type { ReportInput } from './reporter';
import { plural } from './summary';

/** The consequence of a change, and a mark. */
export interface Headline {
  /** `✅` only if nothing is lost, and nothing is undecided. */
  readonly mark: '❌' | '⚠️' | '✅';
  /** `1 network is no longer recorded`; missing if the summary states everything. */
  readonly text?: string;
}

/** Consequences that a headline names. */
const MOST_CONSEQUENCES = 2;

/** Consequences of findings, the worst first. */
const CONSEQUENCES: readonly (readonly [rule: string, text: (count: number) => string])[] = [
  ['FLS502', (count) => `${plural(count, 'network')} ${count === 1 ? 'is' : 'are'} no longer recorded`],
  ['FLS507', (count) => `the records in ${plural(count, 'destination')} are deleted`],
  ['FLS509', (count) => `${plural(count, 'change')} cannot be carried out as planned`],
  ['FLS505', (count) => `older records of ${plural(count, 'flow log')} are deleted`],
  ['FLS506', (count) => `${plural(count, 'flow log')} ${count === 1 ? 'records' : 'record'} less traffic`],
  ['FLS504', (count) => `readers by position read wrong columns of ${plural(count, 'flow log')}`],
  ['FLS503', (count) => `${plural(count, 'flow log')} ${count === 1 ? 'loses' : 'lose'} fields`],
];

/** Returns what a reviewer must know first. */
export function headlineOf({ result }: Pick<ReportInput, 'result'>): Headline {
  const findings = activeFindings(result);
  const consequences = [
    ...undeliveredRecords(findings),
    ...CONSEQUENCES.flatMap(([rule, text]) => {
      const count = countOf(findings, rule);
      return count > 0 ? [text(count)] : [];
    }),
    ...changeConsequences(result.changes),
  ];
  const text = headlineText(consequences, result);
  return { mark: markOf(findings, result.changes), ...(text !== undefined && { text }) };
}

function headlineText(
  consequences: readonly string[],
  { isCompared, changes }: ReportInput['result'],
): string | undefined {
  if (consequences.length > 0) {
    const others = consequences.length - MOST_CONSEQUENCES;
    const named = consequences.slice(0, MOST_CONSEQUENCES).join('; ');
    return others > 0 ? `${named}; and ${plural(others, 'more consequence')}` : named;
  }
  return isCompared && changes.length === 0 ? 'no changes' : undefined;
}

/** The number of resources that a rule has findings on. */
function countOf(findings: readonly Finding[], rule: string): number {
  return subjectsOf(findings.filter((finding) => finding.rule === rule));
}

function subjectsOf(findings: readonly Finding[]): number {
  return new Set(findings.map(({ subject, fingerprint }) => subject?.address ?? fingerprint)).size;
}

/** A delivery that a policy of the destination certainly denies. */
function undeliveredRecords(findings: readonly Finding[]): string[] {
  const denied = findings.filter(({ rule, severity }) => rule === 'FLS407' && severity === Severity.ERROR);
  const count = subjectsOf(denied);
  return count === 0
    ? []
    : [`${plural(count, 'flow log')} ${count === 1 ? 'delivers' : 'deliver'} no records`];
}

function changeConsequences(changes: readonly FlowLogChange[]): string[] {
  const replaced = changes.filter(({ kind }) => kind === ChangeKind.REPLACED);
  const networks = new Set(
    changes.flatMap(({ network }) => (network?.replacement.isCertain ? [network.after] : [])),
  );
  const moved = changes.filter(({ destination }) => destination?.after && !isDestroyed(destination.effect));
  const unsure = changes.filter(({ kind }) => kind === ChangeKind.POSSIBLY_REPLACED);
  return [
    ...(networks.size > 0
      ? [`${plural(networks.size, 'network')} ${networks.size === 1 ? 'is' : 'are'} replaced`]
      : []),
    ...(replaced.length > 0 ? [replacedText(replaced)] : []),
    ...(moved.length > 0
      ? [
          `${plural(moved.length, 'flow log')} ${moved.length === 1 ? 'moves' : 'move'} to another destination`,
        ]
      : []),
    ...(unsure.length > 0 ? [`${plural(unsure.length, 'flow log')} may be replaced`] : []),
  ];
}

function replacedText(replaced: readonly FlowLogChange[]): string {
  const windows = new Set(replaced.map(({ flowLog, before = flowLog }) => windowOf(before)));
  const [window = ''] = windows;
  const lost =
    windows.size === 1 ? `up to ${window.replace(/^at most /, '')} of records` : 'their last records';
  return `${plural(replaced.length, 'flow log')} ${replaced.length === 1 ? 'is' : 'are'} replaced, and ${lost} are lost`;
}

function isDestroyed(effect: NonNullable<FlowLogChange['destination']>['effect']): boolean {
  return effect?.known === true && effect.value === RemovalEffect.DESTROYED;
}

function markOf(findings: readonly Finding[], changes: readonly FlowLogChange[]): Headline['mark'] {
  const isError = ({ severity }: Finding) => severity === Severity.ERROR || severity === Severity.FATAL;
  if (findings.some(isError)) return '❌';
  const isSafe = changes.every(
    ({ gap, destination, network, refusal, kind }) =>
      gap === undefined && !destination && !network && !refusal && kind !== ChangeKind.POSSIBLY_REPLACED,
  );
  return findings.length === 0 && isSafe ? '✅' : '⚠️';
}

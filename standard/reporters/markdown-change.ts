import { ChangeKind, type FlowLogChange } from '../change/flow-log-change';
import type { Finding } from '../finding';
import { foldedList } from '../rule-support/folded-list';
import { changedProperties } from './changed-properties';
import { fieldLines, fieldLineText } from './field-lines';
import { cell, code, collapsed, escaped } from './markdown-text';
import { plural } from './summary';

/** What a change does, as the end of a sentence that starts with its flow log. */
const VERBS: Readonly<Record<ChangeKind, string>> = {
  [ChangeKind.ADDED]: 'will be added',
  [ChangeKind.REMOVED]: 'will be removed',
  [ChangeKind.REPLACED]: 'will be replaced',
  [ChangeKind.POSSIBLY_REPLACED]: 'may be replaced',
  [ChangeKind.UPDATED]: 'will be updated in place',
  [ChangeKind.AFFECTED]: 'stays, and a resource that it depends on changes',
};

/** Returns the section of a change. The texts of its findings contain the reasons and the gap. */
export function changeSection(
  change: FlowLogChange,
  name: string,
  findings: readonly Finding[],
  findingText: (finding: Finding) => string,
): string {
  const { gap, causes } = change;
  const properties = changedProperties(change);
  const isReported = findings.some(({ rule }) => rule === 'FLS501');
  const reasons = isReported ? [] : [...causes, ...(gap === undefined ? [] : [gap])];
  return [
    ...titleLines(change, name),
    '',
    ...(reasons.length > 0 ? [`${escaped(reasons.join('; '))}.`, ''] : []),
    ...findings.map(findingText),
    ...(findings.length > 0 ? [''] : []),
    ...(properties.length === 0 ? [] : ['| property | before | after |', '| - | - | - |']),
    ...properties.map((each) => `| ${cell(each.name)} | ${cell(each.before)} | ${cell(each.after)} |`),
    ...(properties.length === 0 ? [] : ['']),
    ...differenceLines(change),
    ...lossLines(change),
    ...stepLines(change),
  ].join('\n');
}

/** A change that loses records or can lose them is a warning. */
function titleLines({ kind, isHarmless }: FlowLogChange, name: string): string[] {
  const title = `**\`${code(name)}\` ${VERBS[kind]}**`;
  const isSafe = kind === ChangeKind.ADDED || kind === ChangeKind.UPDATED || isHarmless;
  return isSafe ? [title] : ['> [!WARNING]', `> ${title}`];
}

/** Returns the first line of the section of a change, for reports that are too long. */
export function changeTitle({ kind }: FlowLogChange, name: string): string {
  return `- \`${code(name)}\` ${VERBS[kind]}`;
}

function differenceLines({ fields }: FlowLogChange): string[] {
  if (fields.length === 0) return [];
  return ['```diff', ...fieldLines(fields).map(fieldLineText), '```', ''];
}

function lossLines({
  kind,
  isHarmless,
  columnsLost,
  attributesLost,
  questionsLost,
}: FlowLogChange): string[] {
  if (kind === ChangeKind.REMOVED && isHarmless) return [];
  const lists: [number: (count: number) => string, items: readonly string[]][] = [
    [(count) => `${plural(count, 'column')} ${count === 1 ? 'becomes' : 'become'} null`, columnsLost],
    [
      (count) => `${plural(count, 'OCSF attribute')} ${count === 1 ? 'becomes' : 'become'} empty`,
      attributesLost,
    ],
    [(count) => `${plural(count, 'question')} no longer ${count === 1 ? 'works' : 'work'}`, questionsLost],
  ];
  return lists
    .filter(([, items]) => items.length > 0)
    .flatMap(([text, items]) => {
      const named = items.map((each) => `\`${code(each)}\``);
      const line = `${text(items.length)}: ${foldedList(named)}`;
      const isFolded = foldedList(named) !== named.join(', ');
      return isFolded ? [collapsed(line, [named.join(', ')]), ''] : [line, ''];
    });
}

function stepLines({ steps }: FlowLogChange): string[] {
  if (steps.length < 2) return steps.map((step) => `${escaped(step)}\n`);
  return [
    collapsed(
      'Steps without a gap',
      steps.map((step, index) => `${index + 1}. ${escaped(step)}`),
    ),
    '',
  ];
}

import pc from 'picocolors';
import { ChangeKind, type FlowLogChange } from '../change/flow-log-change';
import { activeFindings } from '../check';
import type { Finding } from '../finding';
import { foldedList } from '../rule-support/folded-list';
import { findRule } from '../rules';
import { Severity } from '../severity';
import { changeCounts, MOST_CHANGES } from './change-counts';
import { CHANGE_RULE, ChangeFindings } from './change-findings';
import { changedProperties } from './changed-properties';
import { controlsText } from './control-text';
import { type FieldLine, fieldLines, fieldLineText } from './field-lines';
import { headlineOf } from './headline';
import type { Reporter, ReportInput } from './reporter';
import { formatLocation, locationOf } from './source-location';
import { subjectNames } from './subject-name';
import { plural, summaryLine } from './summary';

type Colours = ReturnType<typeof pc.createColors>;

/** Reports text for a terminal. */
export const pretty: Reporter = (input) => {
  const colours = pc.createColors(input.colours);
  const findings = activeFindings(input.result);
  const nameOf = subjectNames(input.result);
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const title = finding.subject ? nameOf(finding.subject) : input.standard.name;
    groups.set(title, [...(groups.get(title) ?? []), finding]);
  }
  return [
    ...headLines(input, colours),
    ...shownGroups(groups).flatMap(({ title, all, folded }) => [
      colours.bold(title),
      ...all.flatMap((finding) => findingLines(finding, input, colours)),
      ...(folded > 0 ? ['', `${folded} more with ${rulesOf(all)}: \`--report json\` has all`] : []),
      '',
    ]),
    ...changeLines(input, colours),
    summaryLine(input),
    '',
  ].join('\n');
};

/** The findings of one resource, and how many resources with findings of the same rules are folded after it. */
interface ShownGroup {
  readonly title: string;
  readonly all: readonly Finding[];
  readonly folded: number;
}

/** Folds resources that have findings of the same rules on changes. */
function shownGroups(groups: ReadonlyMap<string, readonly Finding[]>): ShownGroup[] {
  const counts = new Map<string, number>();
  const numbered = [...groups].map(([title, all]) => {
    const rules = rulesOf(all);
    const number = isOnChanges(all) ? (counts.get(rules) ?? 0) + 1 : 0;
    if (number > 0) counts.set(rules, number);
    return { title, all, number };
  });
  return numbered
    .filter(({ number }) => number <= MOST_CHANGES)
    .map(({ title, all, number }) => ({
      title,
      all,
      folded: number === MOST_CHANGES ? (counts.get(rulesOf(all)) ?? 0) - MOST_CHANGES : 0,
    }));
}

function isOnChanges(findings: readonly Finding[]): boolean {
  return findings.every(({ rule, undecidedRules = [rule] }) =>
    undecidedRules.every((each) => CHANGE_RULE.test(each)),
  );
}

function rulesOf(findings: readonly Finding[]): string {
  return [...new Set(findings.flatMap(({ rule, undecidedRules = [rule] }) => undecidedRules))].join(', ');
}

/** The consequence of a change comes first. */
function headLines(input: ReportInput, colours: Colours): string[] {
  const { text } = headlineOf(input);
  return input.result.isCompared && text !== undefined ? [colours.bold(text), ''] : [];
}

function findingLines(finding: Finding, input: ReportInput, colours: Colours): string[] {
  const rule = findRule(finding.rule);
  const location = locationOf(finding, input);
  const label = marked(finding.severity, colours);
  return [
    `  ${label} ${finding.rule} ${rule?.name ?? ''}: ${finding.message}`,
    ...(rule && finding.undecidedRules === undefined ? [colours.dim(`      why  ${rule.why}`)] : []),
    `      fix  ${finding.fix}`,
    ...(location ? [colours.cyan(`      at   ${formatLocation(location)}`)] : []),
    ...(finding.controls.length > 0 ? [colours.dim(`      for  ${controlsText(finding.controls)}`)] : []),
  ];
}

function marked(severity: Severity, colours: Colours): string {
  const text = severity.padEnd(7);
  if (severity === Severity.NOTE) return colours.blue(text);
  return severity === Severity.WARNING ? colours.yellow(text) : colours.red(text);
}

function changeLines(input: ReportInput, colours: Colours): string[] {
  const { changes } = input.result;
  if (changes.length === 0) return [];
  const findings = new ChangeFindings(activeFindings(input.result));
  return [
    colours.bold('Changes'),
    ...changes.slice(0, MOST_CHANGES).flatMap((change) => oneChange(change, findings, input, colours)),
    ...moreChanges(changes.slice(MOST_CHANGES)),
    '',
  ];
}

/** `85 more: 80 replaced, 5 removed`. */
function moreChanges(changes: readonly FlowLogChange[]): string[] {
  if (changes.length === 0) return [];
  return [`  ${changes.length} more: ${changeCounts(changes)}; \`--report json\` has all`];
}

function oneChange(
  change: FlowLogChange,
  findings: ChangeFindings,
  input: ReportInput,
  colours: Colours,
): string[] {
  const { kind, flowLog, causes, fields, columnsLost, questionsLost, gap, steps, isHarmless } = change;
  // the finding contains the causes and the gap
  const isReported = findings.of(change).some(({ rule }) => rule === 'FLS501');
  const isLoss = !(kind === ChangeKind.REMOVED && isHarmless);
  return [
    `  ${kind} ${subjectNames(input.result)(flowLog)}`,
    ...(isReported ? [] : causes.map((cause) => `      because: ${cause}`)),
    ...changedProperties(change).map(({ name, before, after }) => `      ${name}: ${before} -> ${after}`),
    ...fieldLines(fields).map((line) => `      ${colouredLine(line, colours)}`),
    ...(isLoss && columnsLost.length > 0
      ? [`      ${plural(columnsLost.length, 'column')} null: ${foldedList(columnsLost)}`]
      : []),
    ...(isLoss && questionsLost.length > 0
      ? [`      ${plural(questionsLost.length, 'question')} without results: ${foldedList(questionsLost)}`]
      : []),
    ...(gap === undefined || isReported ? [] : [`      gap: ${gap}`]),
    ...steps.map((step, index) => `      ${index + 1}. ${step}`),
  ];
}

function colouredLine(line: FieldLine, colours: Colours): string {
  const text = fieldLineText(line);
  if (line.sign === '+') return colours.green(text);
  if (line.sign === '-') return colours.red(text);
  return line.sign === '!' ? colours.yellow(text) : colours.dim(text);
}

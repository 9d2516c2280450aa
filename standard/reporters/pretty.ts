import pc from 'picocolors';
import type { FlowLogChange } from '../change/flow-log-change';
import { activeFindings } from '../check';
import type { Finding } from '../finding';
import { findRule } from '../rules';
import { Severity } from '../severity';
import type { Reporter, ReportInput } from './reporter';
import { formatLocation, locationOf } from './source-location';
import { subjectNames } from './subject-name';
import { summaryLine } from './summary';

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
    ...[...groups].flatMap(([title, all]) => [
      colours.bold(title),
      ...all.flatMap((finding) => findingLines(finding, input, colours)),
      '',
    ]),
    ...changeLines(input, colours),
    summaryLine(input),
    '',
  ].join('\n');
};

function findingLines(finding: Finding, input: ReportInput, colours: Colours): string[] {
  const rule = findRule(finding.rule);
  const location = locationOf(finding, input);
  const label = marked(finding.severity, colours);
  const controls = finding.controls.map(({ profile, id }) => `${profile} ${id}`);
  return [
    `  ${label} ${finding.rule} ${rule?.name ?? ''}: ${finding.message}`,
    ...(rule && finding.undecidedRule === undefined ? [colours.dim(`      why  ${rule.why}`)] : []),
    `      fix  ${finding.fix}`,
    ...(location ? [colours.cyan(`      at   ${formatLocation(location)}`)] : []),
    ...(controls.length > 0 ? [colours.dim(`      for  ${controls.join(', ')}`)] : []),
  ];
}

function marked(severity: Severity, colours: Colours): string {
  const text = severity.padEnd(7);
  if (severity === Severity.NOTE) return colours.blue(text);
  return severity === Severity.WARNING ? colours.yellow(text) : colours.red(text);
}

function changeLines({ result: { changes } }: ReportInput, colours: Colours): string[] {
  if (changes.length === 0) return [];
  return [colours.bold('Changes'), ...changes.flatMap(oneChange), ''];
}

function oneChange(change: FlowLogChange): string[] {
  const { kind, flowLog, properties, columnsLost, questionsLost, gap, steps } = change;
  return [
    `  ${kind} ${flowLog.title}`,
    ...properties.map(({ name, before, after }) => `      ${name}: ${before} -> ${after}`),
    ...(columnsLost.length > 0 ? [`      columns that become null: ${columnsLost.join(', ')}`] : []),
    ...(questionsLost.length > 0 ? [`      questions that no longer work: ${questionsLost.join(', ')}`] : []),
    ...(gap === undefined ? [] : [`      gap: ${gap}`]),
    ...steps.map((step, index) => `      ${index + 1}. ${step}`),
  ];
}

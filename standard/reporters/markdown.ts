import { ChangeKind, type FlowLogChange } from '../change/flow-log-change';
import { activeFindings } from '../check';
import type { Finding } from '../finding';
import { findRule } from '../rules';
import { Severity } from '../severity';
import type { Reporter, ReportInput } from './reporter';
import { formatLocation, locationOf } from './source-location';
import { subjectNames } from './subject-name';
import { plural, summaryLine } from './summary';

/** Maximum length of a comment. Source: GitHub REST API, "Issue comments". */
const MOST_CHARACTERS = 65_000;

/** Marks the comment, so that a later run can find and replace it. */
export const COMMENT_TAG = '<!-- cloud-flow-logs check -->';

/** Reports Markdown for a comment on a pull request, or the summary of a job. */
export const markdown: Reporter = (input) => {
  const findings = activeFindings(input.result);
  const worst = findings.filter(({ severity }) => severity === Severity.ERROR || severity === Severity.FATAL);
  const rest = findings.filter((finding) => !worst.includes(finding));
  const mark = worst.length > 0 ? '❌' : rest.length > 0 ? '⚠️' : '✅';
  const head = [COMMENT_TAG, `### ${mark} Flow logs`, '', escaped(summaryLine(input)), ''];
  const sections = [
    ...worst.map((finding) => findingText(finding, input)),
    ...input.result.changes.map(changeText),
    ...(rest.length === 0
      ? []
      : [
          collapsed(
            `${plural(rest.length, 'warning')} and notes`,
            rest.map((each) => findingText(each, input)),
          ),
        ]),
  ];
  return fitted(head.join('\n'), sections);
};

/** Joins the sections up to the maximum length, and reports the number of omitted sections. */
function fitted(head: string, sections: readonly string[]): string {
  let text = head;
  for (const [index, section] of sections.entries()) {
    if (text.length + section.length > MOST_CHARACTERS) {
      return `${text}\n${plural(sections.length - index, 'more section')}: use another report for all findings\n`;
    }
    text += `\n${section}\n`;
  }
  return text;
}

function findingText(finding: Finding, input: ReportInput): string {
  const { rule, severity, subject, message, fix, controls, fingerprint } = finding;
  const location = locationOf(finding, input);
  const isNew = input.baseline !== undefined && !input.baseline.has(fingerprint);
  const parts = [
    `**${severity} ${rule} ${findRule(rule)?.name ?? ''}**${isNew ? ' (new)' : ''}${subject ? ` in \`${code(subjectNames(input.result)(subject))}\`` : ''}`,
    escaped(message),
    `Fix: ${escaped(fix)}`,
    ...(location ? [`\`${code(formatLocation(location))}\``] : []),
    ...(controls.length > 0
      ? [`For ${escaped(controls.map(({ profile, id }) => `${profile} ${id}`).join(', '))}`]
      : []),
  ];
  return `- ${parts.join('<br>')}`;
}

function changeText(change: FlowLogChange): string {
  const { kind, flowLog, properties, gap, steps } = change;
  const isBad = kind === ChangeKind.REPLACED || kind === ChangeKind.REMOVED;
  const lines = [
    ...(isBad ? ['> [!WARNING]'] : []),
    `${isBad ? '> ' : ''}\`${code(flowLog.title)}\` will be ${kind}${gap === undefined ? '' : `: ${escaped(gap)}`}`,
    '',
    ...(properties.length === 0 ? [] : ['| property | before | after |', '| - | - | - |']),
    ...properties.map(({ name, before, after }) => `| ${cell(name)} | ${cell(before)} | ${cell(after)} |`),
    ...fieldLines(change),
    ...lossLines(change),
    ...steps.map((step, index) => `${index + 1}. ${escaped(step)}`),
  ];
  return lines.join('\n');
}

function fieldLines({ fieldsRemoved, fieldsAdded }: FlowLogChange): string[] {
  if (fieldsRemoved.length + fieldsAdded.length === 0) return [];
  return [
    '',
    '```diff',
    ...fieldsRemoved.map((name) => `- ${name}`),
    ...fieldsAdded.map((name) => `+ ${name}`),
    '```',
    '',
  ];
}

function lossLines({ columnsLost, attributesLost, questionsLost }: FlowLogChange): string[] {
  const lists: [string, readonly string[]][] = [
    ['Columns that become null', columnsLost],
    ['OCSF attributes that become empty', attributesLost],
    ['Questions that no longer work', questionsLost],
  ];
  return lists
    .filter(([, all]) => all.length > 0)
    .map(([what, all]) => `${what}: ${all.map((each) => `\`${code(each)}\``).join(', ')}\n`);
}

function collapsed(title: string, lines: readonly string[]): string {
  return `<details><summary>${title}</summary>\n\n${lines.join('\n')}\n\n</details>`;
}

/** Escapes untrusted text: mentions, links, Markdown and HTML. */
function escaped(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_[\]#|~$]/g, '\\$&')
    .replaceAll('@', '@\u200b');
}

function code(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('`', "'");
}

function cell(text: string): string {
  return `\`${code(text).replaceAll('|', '\\|')}\``;
}

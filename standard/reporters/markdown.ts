import { ChangeKind, type FlowLogChange } from '../change/flow-log-change';
import { activeFindings } from '../check';
import { type Finding, isInBaseline } from '../finding';
import { foldedList } from '../rule-support/folded-list';
import { rulePage } from '../rule-support/rule-page';
import { findRule } from '../rules';
import { Severity } from '../severity';
import { changeCounts, MOST_CHANGES } from './change-counts';
import { ChangeFindings, isSevere } from './change-findings';
import { controlsText } from './control-text';
import { fittedSections, type Section } from './fitted-sections';
import { headlineOf } from './headline';
import { changeSection, changeTitle } from './markdown-change';
import { code, collapsed, escaped } from './markdown-text';
import type { Reporter, ReportInput } from './reporter';
import { formatLocation, locationOf } from './source-location';
import { subjectNames } from './subject-name';
import { plural, summaryLine } from './summary';

/** Maximum length of a comment. Source: GitHub REST API, "Issue comments". */
const MOST_CHARACTERS = 65_000;
/** Findings of one rule that are shown in full. The others are folded. */
const MOST_OF_A_RULE = 5;

/** Marks the comment, so that a later run can find and replace it. */
export const COMMENT_TAG = '<!-- cloud-flow-logs check -->';

const ASCENDING = [Severity.NOTE, Severity.WARNING, Severity.ERROR, Severity.FATAL];

/** Reports Markdown for a comment on a pull request, or the summary of a job. */
export const markdown: Reporter = (input) => {
  const { result } = input;
  const findings = activeFindings(result);
  const changeFindings = new ChangeFindings(findings);
  const changes = result.changes
    .map((change) => ({ change, own: changeFindings.of(change) }))
    .toSorted((one, other) => rankOf(other.own) - rankOf(one.own));
  const shown = new Set(changes.flatMap(({ own }) => own));
  const others = findings.filter((finding) => !shown.has(finding));
  const rest = others
    .filter((finding) => !isSevere(finding))
    .toSorted((one, other) => rankOf([other]) - rankOf([one]));
  const { mark, text } = headlineOf(input);
  const summary = escaped(summaryLine(input));
  const title = text === undefined ? [summary] : [escaped(text), '', summary];
  const head = [COMMENT_TAG, `### ${mark} Flow logs: ${title[0]}`, ...title.slice(1), ''];
  const nameOf = subjectNames(result);
  const reported = new Set<Finding>();
  const reviewed = changes.filter((each) => !isPlainAddition(each));
  const sections = reviewed.map(({ change, own }): ChangeSection => {
    // several flow logs can share a destination, whose findings are reported once
    const fresh = own.filter((finding) => !reported.has(finding));
    for (const finding of fresh) reported.add(finding);
    return sectionOf(change, nameOf(change.flowLog), fresh, input);
  });
  return fittedSections(
    head.join('\n'),
    [
      ...groupedFindings(others.filter(isSevere), input),
      ...sections.slice(0, MOST_CHANGES),
      ...moreSections(sections.slice(MOST_CHANGES), reviewed.slice(MOST_CHANGES)),
      ...additionsSection(changes.filter(isPlainAddition).map(({ change }) => nameOf(change.flowLog))),
      ...(rest.length === 0
        ? []
        : [
            {
              text: collapsed(
                restTitle(rest),
                rest.map((each) => findingText(each, input)),
              ),
              short: restTitle(rest),
            },
          ]),
    ],
    MOST_CHARACTERS,
  );
};

/** A section with a short form. */
type ChangeSection = Section & { readonly short: string };

/** Folds changes. Their short forms name the flow logs and the findings. */
function moreSections(
  sections: readonly ChangeSection[],
  changes: readonly { readonly change: FlowLogChange }[],
): Section[] {
  if (sections.length === 0) return [];
  const counts = changeCounts(changes.map(({ change }) => change));
  const title = `${sections.length} more: ${counts}`;
  return [
    {
      text: collapsed(
        title,
        sections.map(({ short }) => short),
      ),
      short: `- ${title}`,
    },
  ];
}

/** A new flow log without findings on the change. */
function isPlainAddition({ change, own }: { change: FlowLogChange; own: readonly Finding[] }): boolean {
  return change.kind === ChangeKind.ADDED && change.causes.length === 0 && own.length === 0;
}

function additionsSection(names: readonly string[]): Section[] {
  if (names.length === 0) return [];
  const all = names.map((name) => `\`${code(name)}\``);
  return [{ text: `${plural(names.length, 'new flow log')}: ${foldedList(all)}` }];
}

function sectionOf(
  change: FlowLogChange,
  name: string,
  own: readonly Finding[],
  input: ReportInput,
): ChangeSection {
  return {
    text: changeSection(change, name, own, (finding) => findingText(finding, input, change.flowLog.address)),
    short: [changeTitle(change, name), ...own.map((finding) => `  ${findingTitle(finding, input)}`)].join(
      '\n',
    ),
  };
}

/** The findings by rule. If a rule has many, most of them are folded. */
function groupedFindings(findings: readonly Finding[], input: ReportInput): Section[] {
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  return rules.flatMap((rule): Section[] => {
    const all = findings.filter((finding) => finding.rule === rule);
    const most = all.length > MOST_OF_A_RULE + 1 ? MOST_OF_A_RULE : all.length;
    const folded = all.slice(most);
    return [
      ...all
        .slice(0, most)
        .map((each) => ({ text: findingText(each, input), short: findingTitle(each, input) })),
      ...(folded.length === 0
        ? []
        : [
            {
              text: collapsed(
                `${folded.length} more ${rule} ${findRule(rule)?.name ?? ''}`,
                folded.map((each) => findingText(each, input)),
              ),
              short: `- ${folded.length} more ${rule} ${findRule(rule)?.name ?? ''}`,
            },
          ]),
    ];
  });
}

/** @param inSectionOf address of the resource that the section is about */
function findingText(finding: Finding, input: ReportInput, inSectionOf?: string): string {
  const { rule, message, fix, controls } = finding;
  const location = locationOf(finding, input);
  const parts = [
    findingTitle(finding, input, inSectionOf),
    escaped(message),
    `Fix: ${escaped(fix)}${/^FLS\d{3}$/.test(rule) ? ` ([about ${rule}](${rulePage(rule)}))` : ''}`,
    ...(location ? [`\`${code(formatLocation(location))}\``] : []),
    ...(controls.length > 0 ? [`For ${escaped(controlsText(controls))}`] : []),
  ];
  return parts.join('<br>');
}

function findingTitle(finding: Finding, { baseline, result }: ReportInput, inSectionOf?: string): string {
  const { rule, severity, subject } = finding;
  const isNew = baseline !== undefined && !isInBaseline(finding, baseline);
  const name = `${rule} ${findRule(rule)?.name ?? ''}`;
  const where =
    subject && subject.address !== inSectionOf ? ` in \`${code(subjectNames(result)(subject))}\`` : '';
  return `- **${severity} ${escaped(name)}**${isNew ? ' (new)' : ''}${where}`;
}

/** `3 warnings, 2 notes`. */
function restTitle(rest: readonly Finding[]): string {
  return [Severity.WARNING, Severity.NOTE]
    .map((severity) => [rest.filter((each) => each.severity === severity).length, severity] as const)
    .filter(([count]) => count > 0)
    .map(([count, severity]) => plural(count, severity))
    .join(', ');
}

function rankOf(findings: readonly Finding[]): number {
  return Math.max(-1, ...findings.map(({ severity }) => ASCENDING.indexOf(severity)));
}

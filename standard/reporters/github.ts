import { activeFindings } from '../check';
import type { Finding } from '../finding';
import { findRule } from '../rules';
import { Severity } from '../severity';
import { controlsText } from './control-text';
import type { Reporter, ReportInput } from './reporter';
import { locationOf } from './source-location';
import { subjectNames } from './subject-name';
import { plural } from './summary';

/** Maximum number of annotations of a kind that GitHub shows per step. Source: GitHub Docs, "Workflow commands". */
const MOST_OF_A_KIND = 10;

const COMMANDS: Readonly<Record<Severity, string | undefined>> = {
  [Severity.FATAL]: 'error',
  [Severity.ERROR]: 'error',
  [Severity.WARNING]: 'warning',
  [Severity.NOTE]: 'notice',
  [Severity.OFF]: undefined,
};

/** Reports annotations for GitHub Actions, and the number of findings beyond GitHub's limit. */
export const github: Reporter = (input) => {
  const findings = activeFindings(input.result);
  const lines: string[] = [];
  let left = 0;
  for (const command of ['error', 'warning', 'notice']) {
    const all = findings.filter(({ severity }) => COMMANDS[severity] === command);
    // the last notice is reserved for the number of omitted findings
    const most = command === 'notice' ? MOST_OF_A_KIND - 1 : MOST_OF_A_KIND;
    lines.push(...all.slice(0, most).map((finding) => annotation(command, finding, input)));
    left += Math.max(0, all.length - most);
  }
  if (left > 0) {
    const message = `${plural(left, 'more finding')}: GitHub shows at most ${MOST_OF_A_KIND} annotations of a kind; use another report for all findings`;
    lines.push(`::notice title=cloud-flow-logs::${data(message)}`);
  }
  return lines.map((line) => `${line}\n`).join('');
};

function annotation(command: string, finding: Finding, input: ReportInput): string {
  const location = locationOf(finding, input);
  const name = findRule(finding.rule)?.name ?? '';
  const properties = [
    ...(location ? [`file=${property(location.file)}`, `line=${location.line}`] : []),
    ...(location?.column === undefined ? [] : [`col=${location.column}`]),
    `title=${property(`${finding.rule} ${name}`)}`,
  ];
  const controls = finding.controls.length > 0 ? `\nfor: ${controlsText(finding.controls)}` : '';
  const subject = finding.subject ? `${subjectNames(input.result)(finding.subject)}: ` : '';
  return `::${command} ${properties.join(',')}::${data(`${subject}${finding.message}\nfix: ${finding.fix}${controls}`)}`;
}

/** Source: GitHub, actions/toolkit, `command.ts`. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

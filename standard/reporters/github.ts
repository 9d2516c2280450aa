import { counted } from '../check';
import type { Finding } from '../finding';
import { findRule } from '../rules';
import { Severity } from '../severity';
import { placeOf } from './place';
import type { Reporter, ReportInput } from './reporter';
import { plural } from './summary';

/** A step shows so many of each kind, and drops the rest silently. Source: GitHub Docs, "Workflow commands". */
const MOST_OF_A_KIND = 10;

const COMMANDS: Readonly<Record<Severity, string | undefined>> = {
  [Severity.FATAL]: 'error',
  [Severity.ERROR]: 'error',
  [Severity.WARNING]: 'warning',
  [Severity.NOTE]: 'notice',
  [Severity.OFF]: undefined,
};

/** Annotations of GitHub's workflows: as many as are shown, and how many are not. */
export const github: Reporter = (input) => {
  const findings = counted(input.result);
  const lines: string[] = [];
  let left = 0;
  for (const command of ['error', 'warning', 'notice']) {
    const all = findings.filter(({ severity }) => COMMANDS[severity] === command);
    // the last notice is kept for what is left out
    const most = command === 'notice' ? MOST_OF_A_KIND - 1 : MOST_OF_A_KIND;
    lines.push(...all.slice(0, most).map((finding) => annotation(command, finding, input)));
    left += Math.max(0, all.length - most);
  }
  if (left > 0) {
    const message = `${plural(left, 'finding')} more: GitHub shows ${MOST_OF_A_KIND} of a kind; another report has all of them`;
    lines.push(`::notice title=cloud-flow-logs::${data(message)}`);
  }
  return lines.map((line) => `${line}\n`).join('');
};

function annotation(command: string, finding: Finding, input: ReportInput): string {
  const place = placeOf(finding, input);
  const name = findRule(finding.rule)?.name ?? '';
  const properties = [
    ...(place ? [`file=${property(place.file)}`, `line=${place.line}`] : []),
    ...(place?.column === undefined ? [] : [`col=${place.column}`]),
    `title=${property(`${finding.rule} ${name}`)}`,
  ];
  const subject = finding.subject ? `${finding.subject.title}: ` : '';
  return `::${command} ${properties.join(',')}::${data(`${subject}${finding.message}\nfix: ${finding.fix}`)}`;
}

/** Source: GitHub, actions/toolkit, `command.ts`. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

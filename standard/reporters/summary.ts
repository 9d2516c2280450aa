import { activeFindings } from '../check';
import { type Finding, fingerprintsOf } from '../finding';
import { Severity } from '../severity';
import type { ReportInput } from './reporter';

/** `2 errors, 1 warning in 3 flow logs and 2 networks; 1 suppressed`. */
export function summaryLine({ result, standard, baseline }: ReportInput): string {
  const findings = activeFindings(result);
  const counts = [Severity.FATAL, Severity.ERROR, Severity.WARNING, Severity.NOTE]
    .map((severity) => [findings.filter((each) => each.severity === severity).length, severity] as const)
    .filter(([count]) => count > 0)
    .map(([count, severity]) => plural(count, severity));
  const suppressed = result.findings.length - findings.length;
  const checked = `${plural(result.flowLogs, 'flow log')} and ${plural(result.networks, 'network')}`;
  return [
    `${counts.length > 0 ? counts.join(', ') : 'no findings'} in ${checked}; standard: ${standard.name}`,
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
    ...(baseline ? [comparedWith(findings, baseline)] : []),
  ].join('; ');
}

/** `3 new, 1 fixed, 12 unchanged`. */
export function comparedWith(findings: readonly Finding[], baseline: ReadonlySet<string>): string {
  const now = new Set(findings.flatMap(fingerprintsOf));
  const fresh = [...now].filter((each) => !baseline.has(each)).length;
  const fixed = [...baseline].filter((each) => !now.has(each)).length;
  return `${fresh} new, ${fixed} fixed, ${now.size - fresh} unchanged`;
}

export function plural(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

import type { Acknowledgement, Estate, Fact } from '../facts';
import { type Finding, fingerprintOf, type Suppression } from '../finding';
import {
  SUPPRESSION_EXPIRED,
  SUPPRESSION_NO_REASON,
  SUPPRESSION_UNUSED,
  UNDECIDED,
} from '../rules/about-standards';
import { fits } from '../rules/glob';
import type { RuleFacts } from '../rules/rule';
import { Severity } from '../severity';
import type { Standard } from '../standard';

/** An exception of the file, or an acknowledgement beside a resource. */
interface Exception extends Suppression {
  readonly rule: string;
  /** How people know it. */
  readonly title: string;
  readonly fact?: Fact;
  /** Line of the standard, for one of the file. */
  readonly line?: number;
  holdsFor(finding: Finding): boolean;
}

const DAY = 86_400_000;

/**
 * Marks what is excepted, and finds what is wrong with exceptions: without a reason, over, or left over.
 *
 * @param today the day in UTC: `2026-11-26`
 */
export function suppress(
  findings: readonly Finding[],
  estate: Estate,
  standard: Standard,
  today: string,
): Finding[] {
  const exceptions = [...standard.exceptions.map(ofFile), ...estate.acknowledgements.map(besideResource)];
  const used = new Set<Exception>();
  const marked = findings.map((finding) => {
    const holding = exceptions.filter((exception) => matches(exception, finding));
    for (const exception of holding) used.add(exception);
    const valid = holding.find((exception) => !isOver(exception, today));
    if (!valid || finding.severity === Severity.FATAL) return finding;
    const { kind, reason, until } = valid;
    const suppression: Suppression = {
      kind,
      ...(reason !== undefined && { reason }),
      ...(until !== undefined && { until }),
    };
    return { ...finding, suppression };
  });
  return [
    ...exceptions.flatMap((exception) => faults(exception, used.has(exception), standard, today)),
    ...marked,
  ];
}

function ofFile({ rule, at, reason, until, line }: Standard['exceptions'][number]): Exception {
  return {
    kind: 'exception',
    rule,
    title: `${rule} at ${at}`,
    ...(reason !== undefined && { reason }),
    ...(until !== undefined && { until }),
    ...(line !== undefined && { line }),
    holdsFor: ({ subject }) =>
      subject !== undefined &&
      [subject.title, subject.address, subject.where.path].some(
        (name) => name !== undefined && fits(at, name),
      ),
  };
}

function besideResource({ rule, addresses, reason, until, title, fact }: Acknowledgement): Exception {
  const all = new Set(addresses);
  return {
    kind: 'acknowledgement',
    rule,
    title: `${rule} acknowledged at ${title}`,
    ...(fact !== undefined && { fact }),
    ...(reason !== undefined && { reason }),
    ...(until !== undefined && { until }),
    holdsFor: ({ subject }) => subject !== undefined && all.has(subject.address),
  };
}

/** An exception from a rule is one from its being undecided too. */
function matches(exception: Exception, finding: Finding): boolean {
  const isRule = exception.rule === finding.rule || exception.rule === finding.about;
  return isRule && exception.holdsFor(finding);
}

function isOver({ until }: Exception, today: string): boolean {
  return until !== undefined && until < today;
}

function faults(exception: Exception, isUsed: boolean, standard: Standard, today: string): Finding[] {
  const { requireReason, requireExpiry, maxDays } = standard.suppressions;
  const { reason, until } = exception;
  const found: Finding[] = [];
  const add = (rule: RuleFacts, message: string) => {
    const severity = standard.severities[rule.id] ?? rule.severity;
    if (severity !== Severity.OFF) found.push(finding(rule, severity, exception, message, standard));
  };
  if (requireReason && !reason?.trim()) add(SUPPRESSION_NO_REASON, 'it gives no reason');
  if (isOver(exception, today)) add(SUPPRESSION_EXPIRED, `it held until ${until}, and today is ${today}`);
  else if (requireExpiry && until === undefined) {
    add(SUPPRESSION_EXPIRED, 'it has no end, and the standard asks for one');
  } else if (
    maxDays !== undefined &&
    (until === undefined || Date.parse(until) - Date.parse(today) > maxDays * DAY)
  ) {
    add(
      SUPPRESSION_EXPIRED,
      `it holds ${until === undefined ? 'for ever' : `until ${until}`}, and the standard allows ${maxDays} days`,
    );
  }
  if (!isUsed) add(SUPPRESSION_UNUSED, 'it lets nothing pass');
  return found;
}

function finding(
  rule: RuleFacts,
  severity: Severity,
  { title, line, fact }: Exception,
  message: string,
  { file }: Standard,
): Finding {
  return {
    rule: rule.id,
    severity,
    ...(fact !== undefined && { subject: fact }),
    message: `${title}: ${message}`,
    fix: rule.fix,
    related:
      line === undefined || file === undefined ? [] : [{ label: 'the exception', source: { file, line } }],
    controls: [],
    fingerprint: fingerprintOf(rule.id, title),
  };
}

/** The rule of findings that could not be decided. */
export const UNDECIDED_RULE = UNDECIDED.id;

import { isDay } from '../../flows/day';
import { didYouMean } from '../../flows/did-you-mean';
import type { Acknowledgement, Fact, ResourceModel } from '../facts';
import { type Finding, type Suppression, standardFingerprint } from '../finding';
import { matchesGlob } from '../rule-support/matches-glob';
import type { RuleMetadata } from '../rule-support/rule';
import { CHANGE_RULES, findRule, RULE_METADATA } from '../rules';
import { STANDARD_INVALID } from '../rules/fls001-standard-invalid';
import { UNDECIDED } from '../rules/fls002-undecided';
import { SUPPRESSION_NO_REASON } from '../rules/fls003-suppression-no-reason';
import { SUPPRESSION_EXPIRED } from '../rules/fls004-suppression-expired';
import { SUPPRESSION_UNUSED } from '../rules/fls005-suppression-unused';
import { Severity } from '../severity';
import type { Standard } from '../standard';

/** An exception of the file, or an acknowledgement in an artifact. */
interface Exception extends Suppression {
  readonly rule: string;
  /** Name in findings. */
  readonly title: string;
  readonly fact?: Fact;
  /** The text of the exception that names its resources. */
  readonly at?: string;
  /** Line in the file, for an exception. */
  readonly line?: number;
  appliesTo(finding: Finding): boolean;
}

const DAY = 86_400_000;
const NEVER_SUPPRESSED: readonly RuleMetadata[] = [
  STANDARD_INVALID,
  SUPPRESSION_NO_REASON,
  SUPPRESSION_EXPIRED,
  SUPPRESSION_UNUSED,
];

/** Input of `suppress`. */
export interface SuppressInput {
  readonly model: ResourceModel;
  readonly standard: Standard;
  /** The day in UTC: `2026-11-26`. */
  readonly today: string;
  /** Whether a base was given. Without one, exceptions from rules on changes are not reported as unused. */
  readonly hasBase: boolean;
}

/** Marks suppressed findings, and adds findings for exceptions without a reason, expired exceptions and unused ones. */
export function suppress(findings: readonly Finding[], input: SuppressInput): Finding[] {
  const { model, standard, today } = input;
  const exceptions = [
    ...standard.exceptions.map(exceptionOf),
    ...model.acknowledgements.map(acknowledgementOf),
  ];
  const ambiguous = ambiguousIn(exceptions, findings);
  const used = new Set<Exception>();
  const marked = findings.map((finding) => {
    const matching = exceptions.filter(
      (exception) => !ambiguous.has(exception) && matches(exception, finding),
    );
    for (const exception of matching) used.add(exception);
    const valid = matching.find((exception) => !isExpired(exception, today));
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
    ...exceptions.flatMap((exception) => {
      const addresses = ambiguous.get(exception);
      return addresses
        ? [ambiguity(exception, addresses, input)]
        : problemsOf(exception, used.has(exception), input);
    }),
    ...marked,
  ];
}

/**
 * Returns the exceptions whose text is the name of resources in several deployment units, such as `aws_vpc.main` in two plans,
 * with the addresses of the resources. Such an exception suppresses nothing: it was written for one of the resources.
 */
function ambiguousIn(
  exceptions: readonly Exception[],
  findings: readonly Finding[],
): ReadonlyMap<Exception, readonly string[]> {
  const found = new Map<Exception, readonly string[]>();
  for (const exception of exceptions) {
    // an acknowledgement is declared beside its resource
    if (exception.kind === 'acknowledgement') continue;
    const byTitle = new Map<string, Set<string>>();
    for (const finding of findings) {
      const { subject } = finding;
      if (subject === undefined || !matches(exception, finding) || isQualified(exception, subject)) continue;
      byTitle.set(subject.title, (byTitle.get(subject.title) ?? new Set()).add(subject.address));
    }
    const shared = [...byTitle.values()].find(({ size }) => size > 1);
    if (shared) found.set(exception, [...shared]);
  }
  return found;
}

/** Whether the text of an exception matches the address of a resource, which contains its deployment unit. */
function isQualified({ at = '' }: Exception, { address }: Fact): boolean {
  return matchesGlob(at, address);
}

function ambiguity(exception: Exception, addresses: readonly string[], { standard }: SuppressInput): Finding {
  const [first = ''] = addresses;
  return finding(
    SUPPRESSION_UNUSED,
    Severity.ERROR,
    exception,
    `it matches resources of several deployment units (${addresses.slice(0, 3).join(', ')}), so it suppresses nothing: write the ` +
      `address of one, such as ${first}, or an address with * for all`,
    standard,
  );
}

function exceptionOf({ rule, at, reason, until, line }: Standard['exceptions'][number]): Exception {
  return {
    kind: 'exception',
    rule,
    at,
    title: `${rule} at ${at}`,
    ...(reason !== undefined && { reason }),
    ...(until !== undefined && { until }),
    ...(line !== undefined && { line }),
    // a finding about the standard itself has no resource, but a setting
    appliesTo: ({ subject, at: setting }) =>
      subject === undefined
        ? setting !== undefined && matchesGlob(at, setting)
        : [subject.title, subject.address, subject.localName, subject.where.path].some(
            (name) => name !== undefined && matchesGlob(at, name),
          ),
  };
}

function acknowledgementOf({ rule, addresses, reason, until, title, fact }: Acknowledgement): Exception {
  const all = new Set(addresses);
  return {
    kind: 'acknowledgement',
    rule,
    title: `${rule} acknowledged at ${title}`,
    ...(fact !== undefined && { fact }),
    ...(reason !== undefined && { reason }),
    ...(until !== undefined && { until }),
    appliesTo: ({ subject }) => subject !== undefined && all.has(subject.address),
  };
}

/** An exception from a rule also applies to undecided results of the rule. */
function matches(exception: Exception, finding: Finding): boolean {
  const isRule = exception.rule === finding.rule || (finding.undecidedRules ?? []).includes(exception.rule);
  return isRule && exception.appliesTo(finding);
}

/** An exception with an invalid end date never applies. */
function isExpired({ until }: Exception, today: string): boolean {
  return until !== undefined && !(isDay(until) && until >= today);
}

function problemsOf(exception: Exception, isUsed: boolean, input: SuppressInput): Finding[] {
  const { standard } = input;
  const found: [RuleMetadata, string | undefined][] = [
    [SUPPRESSION_NO_REASON, reasonProblem(exception, standard)],
    // the end date of an unused exception does not matter
    [SUPPRESSION_EXPIRED, isUsed ? expiryProblem(exception, input) : undefined],
    [SUPPRESSION_UNUSED, isUsed ? undefined : usageProblem(exception, input)],
  ];
  return found.flatMap(([rule, message]) => {
    const severity = standard.severities[rule.id] ?? rule.severity;
    if (message === undefined || severity === Severity.OFF) return [];
    return [finding(rule, severity, exception, message, standard)];
  });
}

function reasonProblem({ reason }: Exception, { suppressions }: Standard): string | undefined {
  return suppressions.requireReason && !reason?.trim() ? 'the exception has no reason' : undefined;
}

function expiryProblem(exception: Exception, { standard, today }: SuppressInput): string | undefined {
  const { requireExpiry, maxDays } = standard.suppressions;
  const { until } = exception;
  if (until === undefined) {
    if (requireExpiry) return 'the exception has no end date; the standard requires one';
    return maxDays === undefined
      ? undefined
      : `the exception has no end date; the standard allows at most ${maxDays} days`;
  }
  if (!isDay(until)) return `${JSON.stringify(until)} is not a date: use the format ${today}`;
  if (isExpired(exception, today)) return `the exception ended on ${until}; today is ${today}`;
  if (maxDays === undefined || Date.parse(until) - Date.parse(today) <= maxDays * DAY) return undefined;
  return `the exception ends on ${until}; the standard allows at most ${maxDays} days from today`;
}

function usageProblem({ rule: id }: Exception, { standard, hasBase }: SuppressInput): string | undefined {
  const rule = findRule(id);
  if (!rule) return `unknown rule ${id}${hint(id)}`;
  if (rule.id !== id) return `expected the id of a rule: write ${rule.id}`;
  if (NEVER_SUPPRESSED.includes(rule))
    return `exceptions cannot suppress ${id}: set its severity in \`rules\` instead`;
  if ((standard.severities[id] ?? rule.severity) === Severity.OFF) return `rule ${id} is off`;
  if (!hasBase && CHANGE_RULES.some((each) => each === rule)) return undefined;
  return 'it matches no finding';
}

function hint(id: string): string {
  const near = didYouMean(
    id,
    RULE_METADATA.map(({ name }) => name),
  );
  const meant = near === undefined ? undefined : findRule(near);
  if (meant) return `: did you mean ${meant.id} (${meant.name})?`;
  return ': `flow-logs check --list-rules` lists all rules';
}

function finding(
  rule: RuleMetadata,
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
    fingerprint: standardFingerprint(rule.id, title),
  };
}

/** The id of findings for undecided results. */
export const UNDECIDED_RULE = UNDECIDED.id;

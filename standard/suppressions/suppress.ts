import { didYouMean } from '../../flows/did-you-mean';
import type { Acknowledgement, Fact, ResourceModel } from '../facts';
import { type Finding, fingerprintOf, type Suppression } from '../finding';
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
const NEVER_EXCEPTED: readonly RuleMetadata[] = [
  STANDARD_INVALID,
  SUPPRESSION_NO_REASON,
  SUPPRESSION_EXPIRED,
  SUPPRESSION_UNUSED,
];

/** What exceptions are held against. */
export interface SuppressInput {
  readonly model: ResourceModel;
  readonly standard: Standard;
  /** The day in UTC: `2026-11-26`. */
  readonly today: string;
  /** Whether changes were looked at: exceptions from their rules are not left over if they were not. */
  readonly hasBase: boolean;
}

/** Marks what is excepted, and finds what is wrong with exceptions: without a reason, over, or left over. */
export function suppress(findings: readonly Finding[], input: SuppressInput): Finding[] {
  const { model, standard, today } = input;
  const exceptions = [...standard.exceptions.map(ofFile), ...model.acknowledgements.map(besideResource)];
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
  return [...exceptions.flatMap((exception) => faults(exception, used.has(exception), input)), ...marked];
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
        (name) => name !== undefined && matchesGlob(at, name),
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

/** An exception that ends on no day holds on none. */
function isOver({ until }: Exception, today: string): boolean {
  return until !== undefined && !(isDay(until) && until >= today);
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

function faults(exception: Exception, isUsed: boolean, input: SuppressInput): Finding[] {
  const { standard } = input;
  const found: [RuleMetadata, string | undefined][] = [
    [SUPPRESSION_NO_REASON, reasonFault(exception, standard)],
    // of what lets nothing pass it does not matter when it ends
    [SUPPRESSION_EXPIRED, isUsed ? endFault(exception, input) : undefined],
    [SUPPRESSION_UNUSED, isUsed ? undefined : useFault(exception, input)],
  ];
  return found.flatMap(([rule, message]) => {
    const severity = standard.severities[rule.id] ?? rule.severity;
    if (message === undefined || severity === Severity.OFF) return [];
    return [finding(rule, severity, exception, message, standard)];
  });
}

function reasonFault({ reason }: Exception, { suppressions }: Standard): string | undefined {
  return suppressions.requireReason && !reason?.trim() ? 'it gives no reason' : undefined;
}

function endFault(exception: Exception, { standard, today }: SuppressInput): string | undefined {
  const { requireExpiry, maxDays } = standard.suppressions;
  const { until } = exception;
  if (until === undefined) {
    if (requireExpiry) return 'it has no end, and the standard asks for one';
    return maxDays === undefined ? undefined : `it holds for ever, and the standard allows ${maxDays} days`;
  }
  if (!isDay(until)) return `${JSON.stringify(until)} is no day: write it as ${today}`;
  if (isOver(exception, today)) return `it held until ${until}, and today is ${today}`;
  if (maxDays === undefined || Date.parse(until) - Date.parse(today) <= maxDays * DAY) return undefined;
  return `it holds until ${until}, and the standard allows ${maxDays} days`;
}

function useFault({ rule: id }: Exception, { standard, hasBase }: SuppressInput): string | undefined {
  const rule = findRule(id);
  if (!rule) return `there is no rule ${id}${hint(id)}`;
  if (rule.id !== id) return `rules are named by their ids: write ${rule.id}`;
  if (NEVER_EXCEPTED.includes(rule)) return `nothing is excepted from ${id}: say how it weighs in \`rules\``;
  if ((standard.severities[id] ?? rule.severity) === Severity.OFF) return `rule ${id} is switched off`;
  if (!hasBase && CHANGE_RULES.some((each) => each === rule)) return undefined;
  return 'it lets nothing pass';
}

function hint(id: string): string {
  const near = didYouMean(
    id,
    RULE_METADATA.map(({ name }) => name),
  );
  const meant = near === undefined ? undefined : findRule(near);
  if (meant) return `: did you mean ${meant.id} (${meant.name})?`;
  return ': `flow-logs check --list-rules` lists them';
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
    fingerprint: fingerprintOf(rule.id, title),
  };
}

/** The rule of findings that could not be decided. */
export const UNDECIDED_RULE = UNDECIDED.id;

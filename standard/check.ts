import { changesBetween } from './change/changes-between';
import type { FlowLogChange } from './change/flow-log-change';
import type { ResourceModel } from './facts';
import { type Finding, fingerprintOf } from './finding';
import { controlsOf } from './profile';
import { CHANGE_RULES, Outcome, RULES, type RuleMetadata, type Verdict } from './rules';
import { Severity } from './severity';
import type { Standard } from './standard';
import { suppress, UNDECIDED_RULE } from './suppressions/suppress';

/** What is to be checked. */
export interface CheckInput {
  readonly model: ResourceModel;
  readonly standard: Standard;
  /**
   * The app as it was before.
   *
   * @default - changes are not looked at
   */
  readonly base?: ResourceModel;
  /**
   * The day on which exceptions must hold: `2026-11-26`.
   *
   * @default - this one, in UTC
   */
  readonly today?: string;
}

/** What a check has found. */
export interface CheckResult {
  /** By rule, then as the artifacts have it. Suppressed ones are among them, with their suppression. */
  readonly findings: readonly Finding[];
  /** What changes, where a base was given. */
  readonly changes: readonly FlowLogChange[];
  /** Rules that were looked at, and what they said of each subject. */
  readonly verdicts: readonly RuleVerdicts[];
  readonly flowLogs: number;
  readonly networks: number;
}

/** What one rule said. */
export interface RuleVerdicts {
  readonly rule: RuleMetadata;
  readonly verdicts: readonly Verdict[];
}

/** Holds an app against a standard. */
export function check({ model, standard, base, today = todayInUtc() }: CheckInput): CheckResult {
  const isOn = (rule: RuleMetadata) => severityOf(rule, standard) !== Severity.OFF;
  const verdicts: RuleVerdicts[] = RULES.filter(isOn).map((rule) => ({
    rule,
    verdicts: rule.check(model, standard, base),
  }));
  const changes = base ? changesBetween(base, model) : [];
  if (base) {
    for (const rule of CHANGE_RULES.filter(isOn)) {
      verdicts.push({ rule, verdicts: rule.checkChange({ base, head: model, changes, standard }) });
    }
  }
  const findings = verdicts.flatMap(({ rule, verdicts: all }) =>
    all.flatMap((verdict) => findingOf(rule, verdict, standard)),
  );
  return {
    findings: suppress(unique(findings), { model, standard, today, hasBase: base !== undefined }),
    changes,
    verdicts,
    flowLogs: model.flowLogs.length,
    networks: model.networks.length,
  };
}

/** Findings that count: those that nothing lets pass. */
export function counted({ findings }: Pick<CheckResult, 'findings'>): Finding[] {
  return findings.filter(({ suppression }) => suppression === undefined);
}

function severityOf(rule: RuleMetadata, standard: Standard): Severity {
  return standard.severities[rule.id] ?? rule.severity;
}

function findingOf(rule: RuleMetadata, verdict: Verdict, standard: Standard): Finding[] {
  if (verdict.outcome === Outcome.PASS) return [];
  const isOpen = verdict.outcome === Outcome.UNDECIDED;
  // what the standard says of a rule goes before what the rule makes of a single case
  const own = standard.severities[rule.id] ?? verdict.severity ?? rule.severity;
  const severity = isOpen ? standard.undecided : own;
  if (severity === Severity.OFF) return [];
  const { subject, message = rule.title, fix = rule.fix, at, related = [] } = verdict;
  return [
    {
      rule: isOpen ? UNDECIDED_RULE : rule.id,
      ...(isOpen && { about: rule.id }),
      severity,
      subject,
      message: isOpen ? `whether ${rule.title}, can not be told: ${message}` : message,
      fix,
      ...(at !== undefined && { at }),
      related,
      controls: controlsOf(standard.profiles, rule.id).map(({ profile, control }) => ({
        ...control,
        profile: profile.name,
      })),
      fingerprint: fingerprintOf(isOpen ? `${UNDECIDED_RULE} ${rule.id}` : rule.id, subject.address, at),
    },
  ];
}

/** A rule that asks for several values of one thing leaves it open once. */
function unique(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ fingerprint, message }) => {
    const key = `${fingerprint} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

function todayInUtc(): string {
  return new Date().toISOString().slice(0, 10);
}

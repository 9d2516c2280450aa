import type { FlowLogChange } from './change/flow-log-change';
import type { Estate } from './facts';
import { type Finding, fingerprintOf } from './finding';
import { CHANGE_RULES, Outcome, RULES, type RuleFacts, type Verdict } from './rules';
import { Severity } from './severity';
import type { Standard } from './standard';

/** What is to be checked. */
export interface CheckInput {
  readonly estate: Estate;
  readonly standard: Standard;
  /**
   * The app as it was before.
   *
   * @default - changes are not looked at
   */
  readonly base?: Estate;
}

/** What a check has found. */
export interface CheckResult {
  /** By rule, then as the artifacts have it. Suppressed ones are among them, with their suppression. */
  readonly findings: readonly Finding[];
  /** What changes, where a base was given. */
  readonly changes: readonly FlowLogChange[];
  /** Rules that were looked at. */
  readonly rules: readonly RuleFacts[];
  readonly flowLogs: number;
  readonly networks: number;
  /** Verdicts that passed. */
  readonly passed: number;
}

const UNDECIDED = 'FLS002';

/** Holds an app against a standard. */
export function check({ estate, standard, base }: CheckInput): CheckResult {
  const verdicts: [RuleFacts, Verdict[]][] = [
    ...RULES.filter((rule) => isOn(rule, standard)).map((rule): [RuleFacts, Verdict[]] => [
      rule,
      rule.check(estate, standard),
    ]),
    ...(base ? CHANGE_RULES.filter((rule) => isOn(rule, standard)) : []).map(
      (rule): [RuleFacts, Verdict[]] => [rule, rule.checkChange(base as Estate, estate, standard)],
    ),
  ];
  return {
    findings: verdicts.flatMap(([rule, all]) => all.flatMap((verdict) => findingOf(rule, verdict, standard))),
    changes: [],
    rules: verdicts.map(([rule]) => rule),
    flowLogs: estate.flowLogs.length,
    networks: estate.networks.length,
    passed: verdicts.flatMap(([, all]) => all).filter(({ outcome }) => outcome === Outcome.PASS).length,
  };
}

function severityOf(rule: RuleFacts, standard: Standard): Severity {
  return standard.severities[rule.id] ?? rule.severity;
}

function isOn(rule: RuleFacts, standard: Standard): boolean {
  return severityOf(rule, standard) !== Severity.OFF;
}

function findingOf(rule: RuleFacts, verdict: Verdict, standard: Standard): Finding[] {
  if (verdict.outcome === Outcome.PASS) return [];
  const isOpen = verdict.outcome === Outcome.UNDECIDED;
  const severity = isOpen ? standard.undecided : (verdict.severity ?? severityOf(rule, standard));
  if (severity === Severity.OFF) return [];
  const { subject, message = rule.title, fix = rule.fix, at, related = [] } = verdict;
  return [
    {
      rule: isOpen ? UNDECIDED : rule.id,
      ...(isOpen && { about: rule.id }),
      severity,
      subject,
      message,
      fix,
      ...(at !== undefined && { at }),
      related,
      controls: standard.profiles.flatMap(({ name, controls }) =>
        controls
          .filter(({ rules }) => rules.includes(rule.id))
          .map((control) => ({ ...control, profile: name })),
      ),
      fingerprint: fingerprintOf(isOpen ? `${UNDECIDED} ${rule.id}` : rule.id, subject.address, at),
    },
  ];
}

import { changesBetween } from './change/changes-between';
import type { FlowLogChange } from './change/flow-log-change';
import { withKeptResources } from './change/kept-resources';
import type { ResourceModel, UnreadPart } from './facts';
import { type Finding, fingerprintOf, standardFingerprint } from './finding';
import { citedControl } from './rule-support/rule';
import { CHANGE_RULES, Outcome, RULES, type RuleMetadata, type Verdict } from './rules';
import { PROFILE_WEAKENED } from './rules/fls006-profile-weakened';
import { Severity } from './severity';
import type { Standard } from './standard';
import { Strength } from './strength';
import { attest } from './suppressions/attest';
import { suppress, UNDECIDED_RULE } from './suppressions/suppress';
import { combinedByCause, undecidedFinding } from './undecided/undecided-findings';

/** Maximum number of further parts that a finding on unread parts lists. */
const MOST_RELATED = 10;

/** Input of `check`. */
export interface CheckInput {
  readonly model: ResourceModel;
  readonly standard: Standard;
  /**
   * The previous version of the app.
   *
   * @default - changes are not checked
   */
  readonly base?: ResourceModel;
  /**
   * The date for which exceptions are evaluated: `2026-11-26`.
   *
   * @default - today, in UTC
   */
  readonly today?: string;
}

/** Result of a check. */
export interface CheckResult {
  /**
   * Ordered by rule, then as in the artifacts. Suppressed findings are included, with their suppression. Undecided results
   * with one cause are one finding.
   */
  readonly findings: readonly Finding[];
  /** Differences from the base; empty without a base. */
  readonly changes: readonly FlowLogChange[];
  /**
   * Whether the app was compared with a base.
   *
   * @default false
   */
  readonly isCompared?: boolean;
  /** The rules that ran, with a verdict for each subject. */
  readonly verdicts: readonly RuleVerdicts[];
  readonly flowLogs: number;
  readonly networks: number;
}

/** The verdicts of one rule. */
export interface RuleVerdicts {
  readonly rule: RuleMetadata;
  readonly verdicts: readonly Verdict[];
}

/**
 * Validates an app against a standard.
 *
 * @example
 * const standard = FlowLogStandard.fromFile('flow-log-standard.yaml');
 * const { findings } = check({ model: readArtifact('cdk.out'), standard: standard.resolved });
 */
export function check({
  model: declared,
  standard,
  base: earlier,
  today = todayInUtc(),
}: CheckInput): CheckResult {
  const whole = earlier ? withKeptResources(declared, earlier) : declared;
  const { model, findings: ofAttestations } = attest(whole, standard, today);
  const base = earlier && attest(earlier, standard, today).model;
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
  const findings = [
    ...weakeningFindings(standard),
    ...ofAttestations,
    ...unreadFindings(model.unread, standard),
    ...verdicts.flatMap(({ rule, verdicts: all }) =>
      all.flatMap((verdict) => findingOf(rule, verdict, standard)),
    ),
  ];
  return {
    findings: combinedByCause(
      suppress(unique(findings), { model, standard, today, hasBase: base !== undefined }),
    ),
    changes,
    isCompared: base !== undefined,
    verdicts,
    flowLogs: model.flowLogs.length,
    networks: model.networks.length,
  };
}

/** Returns the findings that no exception suppresses. */
export function activeFindings({ findings }: Pick<CheckResult, 'findings'>): Finding[] {
  return findings.filter(({ suppression }) => suppression === undefined);
}

function severityOf(rule: RuleMetadata, standard: Standard): Severity {
  return standard.severities[rule.id] ?? rule.severity;
}

function findingOf(rule: RuleMetadata, verdict: Verdict, standard: Standard): Finding[] {
  if (verdict.outcome === Outcome.PASS) return [];
  const isUndecided = verdict.outcome === Outcome.UNDECIDED;
  // a severity in the file overrides that of the verdict
  const own = standard.overrides[rule.id] ?? verdict.severity ?? severityOf(rule, standard);
  const severity = isUndecided ? standard.undecided : own;
  if (severity === Severity.OFF) return [];
  const {
    subject,
    message = rule.title,
    fix = rule.fix,
    at,
    related = [],
    place,
    controls = [],
    unknown,
  } = verdict;
  const common = {
    subject,
    message,
    ...(at !== undefined && { at }),
    related,
    controls,
  };
  if (isUndecided) {
    const fingerprint = fingerprintOf(`${UNDECIDED_RULE} ${rule.id}`, subject, at);
    return [undecidedFinding([{ rule, ...common, ...(unknown && { unknown }), fingerprint }], severity)];
  }
  return [
    {
      rule: rule.id,
      severity,
      fix,
      ...common,
      ...(place && { place }),
      fingerprint: fingerprintOf(rule.id, subject, at),
    },
  ];
}

/** Returns one finding per cause for the parts of the artifacts that were not read. */
function unreadFindings(unread: readonly UnreadPart[], standard: Standard): Finding[] {
  if (standard.undecided === Severity.OFF) return [];
  const byCause = new Map<string, UnreadPart[]>();
  for (const part of unread) byCause.set(part.cause, [...(byCause.get(part.cause) ?? []), part]);
  return [...byCause.values()].map((parts): Finding => {
    const [{ subject, cause, fix }, ...others] = parts as [UnreadPart, ...UnreadPart[]];
    const names = others.length === 0 ? '' : ` (and ${others.length} more)`;
    return {
      rule: UNDECIDED_RULE,
      severity: standard.undecided,
      subject,
      message: `${subject.title}${names} is not read: ${cause}`,
      fix,
      related: others
        .slice(0, MOST_RELATED)
        .map((other) => ({ label: 'also not read', fact: other.subject })),
      controls: [],
      fingerprint: fingerprintOf(`${UNDECIDED_RULE} ${cause}`, subject),
    };
  });
}

/** Returns one finding for each part of the file that requires less than a profile. */
function weakeningFindings(standard: Standard): Finding[] {
  return standard.weakenings.map(({ key, message, profile, strength, controls, line }): Finding => {
    const { file } = standard;
    return {
      rule: PROFILE_WEAKENED.id,
      severity: standard.overrides[PROFILE_WEAKENED.id] ?? WEAKENING_SEVERITIES[strength],
      message,
      fix: PROFILE_WEAKENED.fix.replace('<the setting>', key),
      at: key,
      related:
        line === undefined || file === undefined ? [] : [{ label: 'the setting', source: { file, line } }],
      controls: controls.map((control) => citedControl(control, profile)),
      fingerprint: standardFingerprint(PROFILE_WEAKENED.id, `${profile.name} ${key}`),
    };
  });
}

/** The file can set its own values where a framework has none. */
const WEAKENING_SEVERITIES: Readonly<Record<Strength, Severity>> = {
  [Strength.DEMANDED]: PROFILE_WEAKENED.severity,
  [Strength.RECOMMENDED]: Severity.NOTE,
  [Strength.OUR_READING]: Severity.OFF,
};

/** Removes duplicates: a rule that reads several unknown values of one resource reports it once. */
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

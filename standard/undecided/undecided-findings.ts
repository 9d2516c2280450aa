import { UnknownCause } from '../../flows/value';
import { type Finding, fingerprintOf, standardFingerprint, type UndecidedResult } from '../finding';
import { foldedList } from '../rule-support/folded-list';
import type { Related } from '../rule-support/rule';
import { UNDECIDED } from '../rules/fls002-undecided';
import type { Severity } from '../severity';
import { adviceFor } from './advice';

/** Maximum number of further resources that a finding lists. */
const MOST_RELATED = 10;
/** Maximum number of rule-specific explanations in a message. */
const MOST_DETAILS = 2;

/** Creates a finding on undecided results with one cause. */
export function undecidedFinding(
  results: readonly [UndecidedResult, ...UndecidedResult[]],
  severity: Severity,
  fingerprint = results[0].fingerprint,
): Finding {
  const [{ subject, at }] = results;
  const rules = distinct(results.map(({ rule }) => rule));
  return {
    rule: UNDECIDED.id,
    undecidedRules: rules.map(({ id }) => id),
    undecidedResults: results,
    severity,
    subject,
    message: messageOf(results, rules),
    fix: adviceFor(results.find(({ unknown }) => unknown)?.unknown?.cause),
    ...(at !== undefined && results.every((each) => each.at === at) && { at }),
    related: relatedOf(results),
    controls: distinctBy(
      results.flatMap(({ controls }) => controls),
      ({ profile, id, strength }) => `${profile} ${id} ${strength}`,
    ),
    fingerprint,
  };
}

/** Combines the undecided results that have one cause and are not suppressed. Every other finding stays as it is. */
export function combinedByCause(findings: readonly Finding[]): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const cause = causeOf(finding);
    if (cause !== undefined) groups.set(cause, [...(groups.get(cause) ?? []), finding]);
  }
  return findings.flatMap((finding) => {
    const cause = causeOf(finding);
    if (cause === undefined) return [finding];
    const group = groups.get(cause) as Finding[];
    return group[0] === finding ? [combined(group, cause)] : [];
  });
}

/** Splits a finding on undecided results of one cause: a finding for each rule and resource. */
export function separateResults(finding: Finding): Finding[] {
  const { undecidedResults = [], severity, suppression } = finding;
  if (undecidedResults.length === 0) return [finding];
  return undecidedResults.map((result) => ({
    ...undecidedFinding([result], severity),
    ...(suppression && { suppression }),
  }));
}

function combined(group: readonly Finding[], cause: string): Finding {
  const results = group.flatMap(({ undecidedResults = [] }) => undecidedResults);
  const [first, ...others] = results as [UndecidedResult, ...UndecidedResult[]];
  const { unit } = first.subject;
  const fingerprint = isOutside(first)
    ? standardFingerprint(UNDECIDED.id, cause)
    : fingerprintOf(UNDECIDED.id, { unit, address: cause });
  return undecidedFinding([first, ...others], (group[0] as Finding).severity, fingerprint);
}

/** What is unknown: equal for results that one value decides. */
function causeOf({ undecidedResults: [result] = [], suppression }: Finding): string | undefined {
  if (result === undefined || suppression !== undefined) return undefined;
  const { unknown, subject, message } = result;
  if (unknown === undefined) return `${subject.address}\n${message}`;
  const { cause, reason, at = '' } = unknown;
  if (isOutside(result)) return reason;
  if (cause === UnknownCause.INPUT || cause === UnknownCause.CONDITION)
    return `${subject.unit.name}\n${reason}`;
  // the same text can concern several values: it is known only after apply
  return `${subject.address}\n${reason}\n${at}`;
}

/** Whether the unknown value is that of a resource outside the app, to which several deployment units can refer. */
function isOutside({ unknown }: UndecidedResult): boolean {
  const { EXTERNAL, EXTERNAL_DESTINATION } = UnknownCause;
  return unknown?.cause === EXTERNAL || unknown?.cause === EXTERNAL_DESTINATION;
}

function messageOf(results: readonly UndecidedResult[], rules: readonly UndecidedResult['rule'][]): string {
  const [first] = rules;
  const what =
    rules.length === 1 && first
      ? `whether ${first.title} (${first.id})`
      : rules.map(({ id, name }) => `${id} ${name}`).join(', ');
  const titles = distinct(results.map(({ subject }) => subject.title));
  const others = titles.length > 1 ? `, also of ${foldedList(titles.slice(1))}` : '';
  return `cannot decide ${what}${others}: ${explanationOf(results)}`;
}

/** What is unknown and why, with what the rules add to it. */
function explanationOf(results: readonly UndecidedResult[]): string {
  const messages = distinct(results.map(({ message }) => message));
  const reason = results.find(({ unknown }) => unknown)?.unknown?.reason;
  if (reason === undefined || (messages.length === 1 && messages[0] !== reason)) return messages.join('; ');
  const properties = distinct(
    results.flatMap(({ unknown, at }) => (at !== undefined && at === unknown?.at ? [at] : [])),
  );
  const verb = properties.length === 1 ? 'is' : 'are';
  const start = properties.length === 0 ? '' : `${foldedList(properties)} ${verb} unknown: `;
  const details = messages.map((message) => detailOf(message, reason)).filter((detail) => detail !== '');
  return [`${start}${reason}`, ...distinct(details).slice(0, MOST_DETAILS)].join('; ');
}

/** A message without the reason, which many contain. */
function detailOf(message: string, reason: string): string {
  if (message.startsWith(reason)) return message.slice(reason.length).replace(/^; /, '');
  return message.endsWith(`: ${reason}`) ? message.slice(0, -reason.length - 2) : message;
}

function relatedOf(results: readonly UndecidedResult[]): Related[] {
  const subjects = distinctBy(
    results.map(({ subject }) => subject),
    ({ address }) => address,
  );
  return [
    ...results.flatMap(({ related }) => related),
    ...subjects.slice(1, MOST_RELATED + 1).map((fact) => ({ label: 'also undecided', fact })),
  ];
}

function distinct<T>(all: readonly T[]): T[] {
  return [...new Set(all)];
}

function distinctBy<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  return [...new Map(all.toReversed().map((each) => [keyOf(each), each])).values()].toReversed();
}

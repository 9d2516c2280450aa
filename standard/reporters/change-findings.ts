import type { FlowLogChange } from '../change/flow-log-change';
import type { Finding } from '../finding';
import { isAtLeast } from '../severity';

/** Rules on changes. */
const CHANGE_RULE = /^FLS5/;

/** Returns the findings that a change causes, the most severe first. */
export function findingsOf({ flowLog, destination }: FlowLogChange, findings: readonly Finding[]): Finding[] {
  const addresses = new Set([flowLog.address, destination?.before.address, destination?.after?.address]);
  const own = findings.filter(
    ({ rule, undecidedRule = rule, subject }) =>
      CHANGE_RULE.test(undecidedRule) && subject !== undefined && addresses.has(subject.address),
  );
  return own.toSorted(
    (one, other) =>
      Number(isAtLeast(other.severity, one.severity)) - Number(isAtLeast(one.severity, other.severity)),
  );
}

import type { FlowLogChange } from '../change/flow-log-change';
import type { Finding } from '../finding';

/** Rules on changes. */
const CHANGE_RULE = /^FLS5/;

/** Returns the findings that a change causes, for the section of the change. */
export function findingsOf({ flowLog, destination }: FlowLogChange, findings: readonly Finding[]): Finding[] {
  const addresses = new Set([flowLog.address, destination?.before.address, destination?.after?.address]);
  return findings.filter(
    ({ rule, undecidedRule = rule, subject }) =>
      CHANGE_RULE.test(undecidedRule) && subject !== undefined && addresses.has(subject.address),
  );
}

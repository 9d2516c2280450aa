import type { FlowLogChange } from '../change/flow-log-change';
import type { Finding } from '../finding';
import { isAtLeast, Severity } from '../severity';
import { separateResults } from '../undecided/undecided-findings';

/** Rules on changes. */
export const CHANGE_RULE = /^FLS5/;

const ASCENDING = [Severity.NOTE, Severity.WARNING, Severity.ERROR, Severity.FATAL];

/** The findings that changes cause, for the sections of the changes. */
export class ChangeFindings {
  private readonly byAddress = new Map<string, Finding[]>();

  constructor(findings: readonly Finding[]) {
    for (const finding of findings) {
      for (const address of new Set(changedAddresses(finding))) {
        const all = this.byAddress.get(address);
        if (all) all.push(finding);
        else this.byAddress.set(address, [finding]);
      }
    }
  }

  /** Returns the findings of a change, the most severe first. */
  of({ flowLog, destination }: FlowLogChange): Finding[] {
    const { before, after } = destination ?? {};
    const addresses = new Set([flowLog.address, before?.address, after?.address]);
    const own = [...addresses].flatMap((address) =>
      address === undefined ? [] : (this.byAddress.get(address) ?? []),
    );
    return [...new Set(own)].toSorted(
      (one, other) => ASCENDING.indexOf(other.severity) - ASCENDING.indexOf(one.severity),
    );
  }
}

/** The addresses of the resources whose change a finding concerns. */
function changedAddresses(finding: Finding): string[] {
  return separateResults(finding).flatMap(({ rule, undecidedRules = [rule], subject }) =>
    subject !== undefined && undecidedRules.some((each) => CHANGE_RULE.test(each)) ? [subject.address] : [],
  );
}

/** Whether a finding makes the check fail by default. */
export function isSevere({ severity }: Finding): boolean {
  return isAtLeast(severity, Severity.ERROR);
}

import { isSameText } from '../../flows/partial-text';
import { type AzureFlowLog, Cloud, existTogether, isAzureFlowLog } from '../facts';
import { comparableId } from '../facts/comparable-id';
import { fail, pass, type Rule, undecided, undecidedBy, type Verdict } from '../rule-support/rule';
import type { Ternary } from '../rule-support/ternary';
import { Severity } from '../severity';

export const DUPLICATE_FLOW_LOG: Rule = {
  id: 'FLS307',
  name: 'duplicate-flow-log',
  title: 'a network watcher has one flow log for each name and each target',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AZURE],
  why: 'A second flow log with the same name replaces the first, and Azure rejects a second flow log on the same target.',
  fix: 'give each flow log another name, and remove the second flow log of a target',
  bad: 'two azurerm_network_watcher_flow_log resources with name = "hub"',
  good: 'two azurerm_network_watcher_flow_log resources with name = "hub" and name = "spoke"',

  check(model) {
    const sorted = model.flowLogs
      .filter(isAzureFlowLog)
      .toSorted((one, other) => (one.address < other.address ? -1 : 1));
    const earlier = new EarlierFlowLogs();
    return sorted.map((flowLog): Verdict => {
      let possible: AzureFlowLog | undefined;
      for (const other of earlier.before(flowLog)) {
        const isTogether = existTogether(flowLog, other);
        if (isTogether === false) continue;
        const [name, target] = [sameName(flowLog, other), sameTarget(flowLog, other)];
        const isSame = name || target;
        if (isSame && isTogether) return duplicate(flowLog, other, name ? 'name' : 'target');
        if (isSame || name === undefined || target === undefined) possible ??= other;
      }
      if (!possible) return pass(flowLog);
      const open = [flowLog.identity, flowLog.target, possible.identity, possible.target].find(
        (value) => !value.known,
      );
      const reason = open && !open.known ? `: ${open.reason}` : '';
      const message = `${possible.title} may have the same name or target${reason}`;
      return open && !open.known ? undecidedBy(flowLog, open, message) : undecided(flowLog, message);
    });
  },
};

function duplicate(flowLog: AzureFlowLog, other: AzureFlowLog, property: 'name' | 'target'): Verdict {
  const related = [{ label: 'the other flow log', fact: other }];
  return property === 'name'
    ? fail(flowLog, `${other.title} has the same name and network watcher`, {
        fix: 'change the name of one of the flow logs',
        at: flowLog.identity.at,
        related,
      })
    : fail(flowLog, `${other.title} has the same target; Azure accepts one flow log for each target`, {
        fix: `remove ${flowLog.title} or ${other.title}`,
        at: flowLog.target.at,
        related,
      });
}

/** The flow logs with lower addresses. Those with equal names or targets, and those with unknown ones, are found by an index. */
class EarlierFlowLogs {
  private readonly all: AzureFlowLog[] = [];
  private readonly open: AzureFlowLog[] = [];
  private readonly byKey = new Map<string, AzureFlowLog[]>();

  /** Returns the earlier flow logs that a flow log may duplicate, and stores the flow log. */
  before(flowLog: AzureFlowLog): readonly AzureFlowLog[] {
    const { identity, target } = flowLog;
    const isOpen = !identity.known || !target.known;
    const keys = [
      ...(identity.known ? [`name ${identity.value.toLowerCase()}`] : []),
      ...(target.known ? [`target ${comparableId(target.value)}`] : []),
    ];
    const found = isOpen
      ? [...this.all]
      : [...new Set([...keys.flatMap((key) => this.byKey.get(key) ?? []), ...this.open])];
    this.all.push(flowLog);
    if (isOpen) this.open.push(flowLog);
    for (const key of keys) {
      const same = this.byKey.get(key);
      if (same) same.push(flowLog);
      else this.byKey.set(key, [flowLog]);
    }
    return found;
  }
}

/** Names are unique in a network watcher. Other units can deploy into other subscriptions. */
function sameName(one: AzureFlowLog, other: AzureFlowLog): Ternary {
  const [left, right] = [subscriptionOf(one), subscriptionOf(other)];
  if (left === undefined || right === undefined ? one.unit.name !== other.unit.name : left !== right)
    return false;
  if (one.name.known && other.name.known) {
    // the engine generates distinct names
    if (one.name.value === undefined || other.name.value === undefined) return false;
    if (one.name.value.toLowerCase() !== other.name.value.toLowerCase()) return false;
  }
  const [own, others] = [one.identityText, other.identityText];
  const isOneUnit = one.unit.name === other.unit.name;
  if (isOneUnit && own !== undefined && others !== undefined && isSameText(own, others)) return true;
  if (!one.identity.known || !other.identity.known) return undefined;
  return one.identity.value.toLowerCase() === other.identity.value.toLowerCase();
}

function subscriptionOf({ account, unit }: AzureFlowLog): string | undefined {
  return account.known ? account.value : unit.account;
}

function sameTarget(
  { target: one, ...left }: AzureFlowLog,
  { target: other, ...right }: AzureFlowLog,
): Ternary {
  if (one.known && other.known) return comparableId(one.value) === comparableId(other.value);
  const [kind, otherKind] = [left.targetKind, right.targetKind];
  return kind.known && otherKind.known && kind.value !== otherKind.value ? false : undefined;
}

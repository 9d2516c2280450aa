import { Engine, engineOf } from '../change/engine';
import { ChangeKind, type FlowLogChange } from '../change/flow-log-change';
import { ModelPairs } from '../change/model-pairs';
import { Cloud, type FlowLog, type Network, NetworkKind, type ResourceModel } from '../facts';
import { titleOfId } from '../facts/stand-in-id';
import { Coverage, CoverageIndex, undecidedCoverage } from '../rule-support/coverage-index';
import { type ChangeRule, fail, pass, undecided, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';

export const COVERAGE_LOST: ChangeRule = {
  id: 'FLS502',
  name: 'coverage-lost',
  title: 'a network does not lose its flow log',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'A missing flow log is often noticed only when its records are needed.',
  fix: 'keep the flow log, or remove the network as well',
  bad: 'a deployment removes the AWS::EC2::FlowLog and keeps the AWS::EC2::VPC',
  good: 'a deployment removes both',

  checkChange({ base, head, changes, standard }) {
    const { networks } = new ModelPairs(base, head);
    const [before, after] = [new CoverageIndex(base), new CoverageIndex(head)];
    const { subnetsCount } = standard.coverage;
    const coveredBefore = base.networks.flatMap((network: Network): Verdict[] => {
      const same = networks.after(network.address);
      if (!same || before.of(network, subnetsCount).coverage !== Coverage.COVERED) return [];
      const found = after.of(same, subnetsCount);
      const { coverage } = found;
      if (coverage === Coverage.COVERED || isCoveredByParent(same, head, after)) return [pass(same)];
      if (coverage === Coverage.UNKNOWN) return [undecidedCoverage(same, found)];
      const successor = successorOf(same, head);
      if (successor)
        return [
          undecided(same, `${successor.title} records its traffic if its target contains ${same.title}`),
        ];
      return [fail(same, `${same.kind} ${same.title} loses its flow log`)];
    });
    return [
      ...coveredBefore,
      ...changes.flatMap((change) => lostExternal(change, base, head)),
      ...changes.flatMap((change) => leftInAzure(change, base, networks)),
    ];
  },
};

/** A flow log on the whole network records its subnets. */
function isCoveredByParent({ parent }: Network, { networks }: ResourceModel, index: CoverageIndex): boolean {
  if (!parent?.known) return false;
  const network = networks.find(({ address, ids = [] }) => [address, ...ids].includes(parent.value));
  return network !== undefined && index.of(network, false).coverage === Coverage.COVERED;
}

/** Virtual network flow logs replace those of network security groups, which Azure retires. */
function successorOf({ kind, cloud }: Network, { flowLogs }: ResourceModel): FlowLog | undefined {
  if (kind !== NetworkKind.SECURITY_GROUP) return undefined;
  const kinds: readonly string[] = ['virtual network', 'subnet', 'network interface'];
  return flowLogs.find(
    (each) => each.cloud === cloud && each.targetKind.known && kinds.includes(each.targetKind.value),
  );
}

/**
 * A network that a template no longer declares, and whose flow log moves to another one. Source: Azure Resource Manager,
 * "Deployment modes".
 */
function leftInAzure(
  { flowLog, before }: FlowLogChange,
  base: ResourceModel,
  networks: ModelPairs['networks'],
): Verdict[] {
  if (!before?.target.known || engineOf(flowLog) !== Engine.ARM) return [];
  const { value } = before.target;
  const network = base.networks.find(({ address }) => address === value);
  const isLeft = network && before !== flowLog && !network.planned && !networks.after(network.address);
  if (!isLeft) return [];
  const reason = `the template no longer declares ${network.title}: a deployment in incremental mode keeps the network, and ${flowLog.title} no longer records it`;
  return [undecided(network, reason)];
}

/** A removed flow log on a network that the app does not declare, such as an imported VPC. */
function lostExternal(
  { kind, flowLog, isHarmless }: FlowLogChange,
  base: ResourceModel,
  head: ResourceModel,
): Verdict[] {
  const { target } = flowLog;
  if (kind !== ChangeKind.REMOVED || isHarmless) return [];
  if (!target.known) {
    const other = head.flowLogs.find((each) => each.cloud === flowLog.cloud && !each.target.known);
    if (other) return [undecided(flowLog, `it is removed, and ${other.title} may record the same network`)];
    return [
      fail(flowLog, `the flow log is removed, and no other flow log records its network; ${target.reason}`),
    ];
  }
  const isDeclared = base.networks.some(({ address, ids = [] }) => [address, ...ids].includes(target.value));
  return isDeclared ? [] : [fail(flowLog, `${titleOfId(target.value)} loses its flow log`)];
}

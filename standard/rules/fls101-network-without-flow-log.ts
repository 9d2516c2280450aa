import { Cloud, type Network, NetworkKind, type ResourceModel } from '../facts';
import { comparableId } from '../facts/comparable-id';
import { addedFlowLog } from '../rule-support/added-flow-log';
import { Coverage, CoverageIndex, undecidedCoverage } from '../rule-support/coverage-index';
import { networkExample } from '../rule-support/examples';
import { fail, pass, type Rule, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';
import type { Standard } from '../standard';

const WHOLE = [NetworkKind.VPC, NetworkKind.VNET];

export const NETWORK_WITHOUT_FLOW_LOG: Rule = {
  id: 'FLS101',
  name: 'network-without-flow-log',
  title: 'every network has a flow log',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'Traffic that no flow log records cannot be investigated after an incident.',
  fix: 'add a flow log for the network (VpcFlowLogs or VnetFlowLogs in an app of constructs), or one for each of its subnets',
  bad: networkExample([]),
  good: networkExample(['Vpc']),

  check(model, standard) {
    const index = new CoverageIndex(model);
    return coveredNetworks(model, standard).map((network): Verdict => {
      const found = index.of(network, standard.coverage.subnetsCount);
      const { coverage, missing } = found;
      if (coverage === Coverage.COVERED) return pass(network);
      if (coverage === Coverage.UNKNOWN) return undecidedCoverage(network, found);
      const fix = howToCover(network, standard);
      if (coverage === Coverage.NONE)
        return fail(network, `${network.kind} ${network.title} has no flow log`, { fix });
      const names = missing.map(({ title }) => title).join(', ');
      const some =
        missing.length > 0
          ? `its subnets ${names} have no flow log either`
          : 'the standard does not accept flow logs on its subnets instead';
      return fail(network, `${network.kind} ${network.title} has no flow log, and ${some}`, { fix });
    });
  },
};

function howToCover(network: Network, { coverage }: Standard): string {
  const whole = addedFlowLog(network);
  const hasSubnets = coverage.subnetsCount && network.kind !== NetworkKind.TRANSIT_GATEWAY;
  return hasSubnets ? `${whole}, or a flow log for each of its subnets` : whole;
}

/** Networks that need a flow log: those that the app declares, and the external networks that the standard lists. */
export function coveredNetworks({ networks }: ResourceModel, standard: Standard): Network[] {
  const { networks: which, transitGateways } = standard.coverage;
  const own = networks.filter(
    ({ kind }) => WHOLE.includes(kind) || (transitGateways && kind === NetworkKind.TRANSIT_GATEWAY),
  );
  return [...(which === 'none' ? [] : own), ...externalNetworks(standard)];
}

/** Existing networks that this app must log, by their ids. */
function externalNetworks({ coverage, file = 'the standard' }: Standard): Network[] {
  return coverage.external.map((id) => ({
    cloud: id.startsWith('/') ? Cloud.AZURE : Cloud.AWS,
    unit: { name: '', artifact: file },
    localName: id,
    address: id,
    ids: [comparableId(id)],
    title: id,
    type: 'external network',
    kind: kindOf(id),
    where: { artifact: file, path: id },
  }));
}

function kindOf(id: string): NetworkKind {
  if (id.startsWith('/')) return NetworkKind.VNET;
  return id.startsWith('tgw-') ? NetworkKind.TRANSIT_GATEWAY : NetworkKind.VPC;
}

import { SECURITY_GROUPS_CLOSED_SINCE } from '../../azure/flow-log/target-kind';
import { Cloud, type Network, NetworkKind } from '../facts';
import { addedFlowLog } from '../rule-support/added-flow-log';
import {
  CoverageScope,
  type CoverageSurvey,
  type CoverageTask,
  checkCoverage,
} from '../rule-support/check-coverage';
import { Coverage, undecidedCoverage } from '../rule-support/coverage-index';
import { networkExample } from '../rule-support/examples';
import { standardRequires } from '../rule-support/required-by';
import { fail, pass, type Rule, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';

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

  check: (model, standard) => checkCoverage(NETWORK_WITHOUT_FLOW_LOG, model, standard, coverageVerdict),
};

function coverageVerdict(task: CoverageTask, survey: CoverageSurvey): Verdict {
  const { network, scope, subnetsCount, requirements } = task;
  const found = survey.index.of(network, subnetsCount);
  if (scope === CoverageScope.SOME) {
    const hasSome = survey.hasSome(task);
    if (hasSome === true) return pass(network);
    const required = `${standardRequires(requirements)} at least one`;
    if (hasSome === undefined) {
      const open = survey
        .networksOf(network.cloud)
        .map((each) => survey.index.of(each, subnetsCount))
        .find((each) => each.coverage === Coverage.UNKNOWN);
      const { reason = `whether a ${network.kind} has a flow log is unknown`, unknown } = open ?? {};
      return undecidedCoverage(network, {
        ...found,
        reason: `${reason}; ${required}`,
        ...(unknown && { unknown }),
      });
    }
    return fail(network, `no ${network.kind} has a flow log; ${required}`, { fix: howToCover(task) });
  }
  const { coverage, missing } = found;
  if (coverage === Coverage.COVERED) return pass(network);
  if (coverage === Coverage.UNKNOWN) return undecidedCoverage(network, found);
  if (network.kind === NetworkKind.SECURITY_GROUP) return uncoveredGroup(network, survey);
  const fix = howToCover(task);
  if (network.kind === NetworkKind.VNET && survey.hasOfSecurityGroups(requirements)) {
    const message = `${network.kind} ${network.title} has no flow log`;
    return fail(network, `${message}; flow logs of network security groups record a part of its traffic`, {
      fix,
      severity: Severity.WARNING,
    });
  }
  if (coverage === Coverage.NONE)
    return fail(network, `${network.kind} ${network.title} has no flow log`, { fix });
  const names = missing.map(({ title }) => title).join(', ');
  const some =
    missing.length > 0
      ? `its subnets ${names} have no flow log either`
      : 'the standard does not accept flow logs on its subnets instead';
  return fail(network, `${network.kind} ${network.title} has no flow log, and ${some}`, { fix });
}

/** No new flow log can be added: a flow log on the virtual network records the traffic of the group. */
function uncoveredGroup(group: Network, survey: CoverageSurvey): Verdict {
  const networks = survey.networksOf(Cloud.AZURE);
  const isRecorded =
    networks.length > 0 && networks.every((network) => survey.index.isCovered(network, true) === true);
  const message = `${group.kind} ${group.title} has no flow log, and Azure has rejected new ones since ${SECURITY_GROUPS_CLOSED_SINCE}`;
  return isRecorded
    ? fail(group, `${message}; flow logs on the virtual networks record the traffic`, {
        fix: `extend a profile on virtual network flow logs, such as ${VNET_PROFILE}`,
        severity: Severity.WARNING,
      })
    : fail(group, message, {
        fix: `add a flow log on the virtual network of the group, and extend a profile on virtual network flow logs, such as ${VNET_PROFILE}`,
      });
}

/** A profile that virtual network flow logs meet. */
const VNET_PROFILE = 'cis-azure-6.0';

function howToCover({ network, subnetsCount }: CoverageTask): string {
  const whole = addedFlowLog(network);
  const hasSubnets = subnetsCount && network.kind !== NetworkKind.TRANSIT_GATEWAY;
  return hasSubnets ? `${whole}, or a flow log for each of its subnets` : whole;
}

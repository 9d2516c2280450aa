import { TargetKind } from '../../aws/flow-log';
import { SECURITY_GROUP, TARGET_NAMES } from '../../azure/flow-log/target-kind';
import { parseResourceId } from '../../azure/resource-id';
import {
  type AwsFlowLog,
  type AzureFlowLog,
  Cloud,
  type FlowLog,
  isAwsFlowLog,
  isRefused,
  NetworkKind,
} from '../facts';
import { flowLogExample } from '../rule-support/examples';
import { NetworkNames } from '../rule-support/network-names';
import { fail, pass, type Rule, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';

export const TARGET_INVALID: Rule = {
  id: 'FLS304',
  name: 'target-invalid',
  title: 'every flow log has one target, and the target is of the stated kind',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'The cloud rejects a flow log without a target or with another kind of target, and the network has no flow log.',
  fix: 'set the target to the network, and the kind of the target to the kind of the network',
  bad: flowLogExample({ ResourceType: 'VPC', ResourceId: 'subnet-0abc' }),
  good: flowLogExample({ ResourceType: 'Subnet', ResourceId: 'subnet-0abc' }),

  check(model) {
    const names = new NetworkNames(model);
    return model.flowLogs.map((flowLog): Verdict => {
      const { target } = flowLog;
      if (isRefused(target)) {
        return fail(flowLog, `the flow log has no valid target: ${target.reason}`, {
          fix: 'set the target to one network that exists',
          at: target.at,
        });
      }
      // FLS002 reports unknown targets where they matter: for the coverage of networks
      const problem = target.known ? kindProblem(flowLog, target.value, names) : undefined;
      return problem === undefined ? pass(flowLog) : fail(flowLog, problem, { at: target.at });
    });
  },
};

function kindProblem(flowLog: FlowLog, target: string, names: NetworkNames): string | undefined {
  return isAwsFlowLog(flowLog) ? awsProblem(flowLog, target, names) : azureProblem(flowLog, target);
}

/** Kinds of targets by the prefix of an id. Source: Amazon EC2 API Reference, "CreateFlowLogs". */
const KINDS_BY_PREFIX: Readonly<Record<string, TargetKind>> = {
  'vpc-': TargetKind.VPC,
  'subnet-': TargetKind.SUBNET,
  'eni-': TargetKind.NETWORK_INTERFACE,
  'tgw-attach-': TargetKind.TRANSIT_GATEWAY_ATTACHMENT,
  'tgw-': TargetKind.TRANSIT_GATEWAY,
  'nat-': TargetKind.REGIONAL_NAT_GATEWAY,
};

const KINDS_BY_NETWORK: Readonly<Partial<Record<NetworkKind, TargetKind>>> = {
  [NetworkKind.VPC]: TargetKind.VPC,
  [NetworkKind.SUBNET]: TargetKind.SUBNET,
  [NetworkKind.TRANSIT_GATEWAY]: TargetKind.TRANSIT_GATEWAY,
};

function awsProblem({ targetKind }: AwsFlowLog, target: string, names: NetworkNames): string | undefined {
  // FLS303 reports kinds that do not exist
  if (!targetKind.known || !Object.values<string>(TargetKind).includes(targetKind.value)) return undefined;
  const network = names.networkOf(target);
  const prefix = Object.keys(KINDS_BY_PREFIX).find((each) => target.startsWith(each));
  const actual = network ? KINDS_BY_NETWORK[network.kind] : prefix && KINDS_BY_PREFIX[prefix];
  if (actual === undefined || actual === targetKind.value) return undefined;
  return `the target is ${names.titleOf(target)}, of the kind ${actual}; the flow log states ${targetKind.value}`;
}

/** Source: Azure REST API, "Flow Logs", `targetResourceId`. */
function azureProblem({ targetKind }: AzureFlowLog, target: string): string | undefined {
  if (targetKind.known) return undefined;
  const type = parseResourceId(target)?.type;
  if (type === undefined) return undefined;
  const kinds = [...Object.keys(TARGET_NAMES), SECURITY_GROUP].join(', ');
  return `the target is a resource of the type ${type}; expected one of ${kinds}`;
}

import { TargetKind } from '../../aws/flow-log';
import { aws, azure, PARAMETER, type RuleCases } from '../../test/support/rule-cases';
import { awsFlowLog, awsNetwork, modelOf } from '../../test/support/standard-facts';
import { known, NetworkKind, UnknownCause, unknown } from '../facts';

const onSubnet = (kind: string) => ({
  model: modelOf({
    networks: [awsNetwork('A', NetworkKind.SUBNET)],
    flowLogs: [awsFlowLog({ target: known('A'), targetKind: known(kind) })],
  }),
});
const id = (type: string) => `/subscriptions/s/resourceGroups/g/providers/${type}/x`;

export const CASES: RuleCases = {
  bad: {
    'no target': aws({ target: unknown('it is not set', 'Properties.ResourceId', UnknownCause.NOT_SET) }),
    'a reference to nothing': aws({
      target: unknown('nothing declares Vpc', undefined, UnknownCause.UNRESOLVABLE),
    }),
    'two targets': azure({
      target: unknown('vpc_id and subnet_id are set', 'subnet_id', UnknownCause.CONFLICT),
    }),
    'a subnet as a VPC': onSubnet(TargetKind.VPC),
    'the id of a transit gateway as a VPC': aws({ target: known('tgw-0abc') }),
    'the id of an attachment as a transit gateway': aws({
      target: known('tgw-attach-0abc'),
      targetKind: known(TargetKind.TRANSIT_GATEWAY),
    }),
    'an Azure resource without flow logs': azure({
      target: known(id('Microsoft.Network/publicIPAddresses')),
      targetKind: PARAMETER,
    }),
  },
  good: {
    'a subnet': onSubnet(TargetKind.SUBNET),
    'the id of a VPC': aws({ target: known('vpc-0abc') }),
    'a parameter': aws({ target: PARAMETER }),
    'a parameter as the kind': aws({ target: known('tgw-0abc'), targetKind: PARAMETER }),
    'a virtual network': azure({}),
  },
};

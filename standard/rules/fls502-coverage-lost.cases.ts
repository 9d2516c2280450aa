import { PARAMETER, type RuleCases } from '../../test/support/rule-cases';
import { awsFlowLog, awsNetwork, immutable, modelOf } from '../../test/support/standard-facts';
import { known, NetworkKind } from '../facts';

const LOGGED = modelOf({ networks: [awsNetwork()], flowLogs: [awsFlowLog()] });
const CIDR = { immutable: [immutable('CidrBlock', known('10.0.0.0/16'))] };
const SUBNET = awsNetwork('A', NetworkKind.SUBNET, 'Vpc');
const ON_SUBNET = awsFlowLog({ address: 'OnA', target: known('A'), targetKind: known('Subnet') });

export const CASES: RuleCases = {
  bad: {
    'a VPC that loses its flow log': { base: LOGGED, model: modelOf({ networks: [awsNetwork()] }) },
    'a renamed VPC that loses its flow log': {
      base: modelOf({ networks: [{ ...awsNetwork(), ...CIDR }], flowLogs: [awsFlowLog()] }),
      model: modelOf({ networks: [{ ...awsNetwork('Renamed'), ...CIDR }] }),
    },
    'an imported VPC that loses its flow log': {
      base: modelOf({ flowLogs: [awsFlowLog({ target: known('vpc-1') })] }),
      model: modelOf({}),
    },
    'a VPC of a parameter that loses its flow log': {
      base: modelOf({ flowLogs: [awsFlowLog({ target: PARAMETER })] }),
      model: modelOf({}),
    },
  },
  good: {
    'a VPC that keeps its flow log': { base: LOGGED, model: LOGGED },
    'a subnet that is recorded with its VPC instead': {
      base: modelOf({ networks: [awsNetwork(), SUBNET], flowLogs: [ON_SUBNET] }),
      model: modelOf({ networks: [awsNetwork(), SUBNET], flowLogs: [awsFlowLog()] }),
    },
  },
  undecided: {
    'a VPC whose flow log has an unknown target': {
      base: LOGGED,
      model: modelOf({ networks: [awsNetwork()], flowLogs: [awsFlowLog({ target: PARAMETER })] }),
    },
  },
  skipped: {
    'a VPC that is removed with its flow log': { base: LOGGED, model: modelOf({}) },
    'an imported VPC with another flow log': {
      base: modelOf({
        flowLogs: ['One', 'Other'].map((address) => awsFlowLog({ address, target: known('vpc-1') })),
      }),
      model: modelOf({ flowLogs: [awsFlowLog({ address: 'One', target: known('vpc-1') })] }),
    },
  },
};

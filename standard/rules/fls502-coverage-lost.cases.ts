import { PARAMETER, type RuleCases } from '../../test/support/rule-cases';
import { awsFlowLog, awsNetwork, modelOf } from '../../test/support/standard-facts';

const LOGGED = modelOf({ networks: [awsNetwork()], flowLogs: [awsFlowLog()] });

export const CASES: RuleCases = {
  bad: { 'a VPC that loses its flow log': { base: LOGGED, model: modelOf({ networks: [awsNetwork()] }) } },
  good: { 'a VPC that keeps its flow log': { base: LOGGED, model: LOGGED } },
  undecided: {
    'a VPC whose flow log has an unknown target': {
      base: LOGGED,
      model: modelOf({ networks: [awsNetwork()], flowLogs: [awsFlowLog({ target: PARAMETER })] }),
    },
  },
  skipped: { 'a VPC that is removed with its flow log': { base: LOGGED, model: modelOf({}) } },
};

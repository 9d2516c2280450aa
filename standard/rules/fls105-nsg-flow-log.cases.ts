import { azure, PARAMETER, type RuleCases } from '../../test/support/rule-cases';
import { azureFlowLog, modelOf } from '../../test/support/standard-facts';
import { known } from '../facts';
import { Severity } from '../severity';

const GROUP = {
  model: modelOf({
    flowLogs: [azureFlowLog({ targetKind: known('network security group'), target: known('Group') })],
  }),
};

export const CASES: RuleCases = {
  bad: {
    'a security group without a base': { ...GROUP, severity: Severity.WARNING },
    'a security group that the base has too': { ...GROUP, base: GROUP.model, severity: Severity.WARNING },
    'a new flow log on a security group': { ...GROUP, base: modelOf({}), severity: Severity.ERROR },
    'a target that the standard does not allow': { ...azure({}), standard: 'azure: { target: [subnet] }' },
  },
  good: { 'a virtual network': azure({}) },
  undecided: { 'a parameter': azure({ targetKind: PARAMETER }) },
};

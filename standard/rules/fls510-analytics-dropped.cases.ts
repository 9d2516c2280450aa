import { PARAMETER, type RuleCase, type RuleCases } from '../../test/support/rule-cases';
import { azureFlowLog, modelOf } from '../../test/support/standard-facts';
import { type AzureFlowLog, known } from '../facts';

function change(before: Partial<AzureFlowLog>, after: Partial<AzureFlowLog>): RuleCase {
  return {
    base: modelOf({ flowLogs: [azureFlowLog(before)] }),
    model: modelOf({ flowLogs: [azureFlowLog(after)] }),
  };
}

const settings = (enabled: boolean, minutes = 10) => ({
  analytics: known({ enabled: known(enabled), interval: known(minutes), workspace: known('ws') }),
});

export const CASES: RuleCases = {
  bad: {
    'removed settings': change({}, { analytics: known(undefined) }),
    'Traffic Analytics that is turned off': change({}, settings(false)),
  },
  good: { 'another interval': change(settings(true, 60), settings(true)) },
  undecided: { 'a parameter': change({}, { analytics: PARAMETER }) },
  skipped: {
    'Traffic Analytics that was off': change(settings(false), { analytics: known(undefined) }),
    'Traffic Analytics that is turned on': change({ analytics: known(undefined) }, settings(true)),
  },
};

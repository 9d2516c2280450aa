import { azure, PARAMETER, type RuleCases, toAccount } from '../../test/support/rule-cases';
import { type Destination, known, type Value } from '../facts';

function withRules(hasLifecycleRules: Value<boolean>): Partial<Destination> {
  const open = known(undefined);
  return { storageAccount: { region: open, kind: open, tier: open, hasLifecycleRules } };
}

export const CASES: RuleCases = {
  bad: { 'a retention and lifecycle rules': toAccount(withRules(known(true))) },
  good: {
    'lifecycle rules only': toAccount(withRules(known(true)), 0),
    'a retention only': toAccount(withRules(known(false))),
    'a storage account outside the app': azure({}),
    'a parameter as the destination': azure({ destination: PARAMETER }),
  },
  undecided: { 'a parameter': toAccount(withRules(PARAMETER)) },
};

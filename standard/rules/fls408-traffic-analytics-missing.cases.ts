import { azure, PARAMETER, type RuleCases } from '../../test/support/rule-cases';
import { known } from '../facts';

const OPTIONAL = 'azure: { trafficAnalytics: { intervalMinutes: 10 } }';

const analyticsEvery = (minutes: number | undefined) =>
  azure({ analytics: known({ enabled: known(true), interval: known(minutes), workspace: known('ws') }) });

export const CASES: RuleCases = {
  bad: {
    'no Traffic Analytics': azure({ analytics: known(undefined) }),
    'the default interval of 60 minutes': analyticsEvery(undefined),
    'a long interval if Traffic Analytics is optional': { ...analyticsEvery(60), standard: OPTIONAL },
  },
  good: {
    'an interval of ten minutes': azure({}),
    'no Traffic Analytics if it is optional': {
      ...azure({ analytics: known(undefined) }),
      standard: OPTIONAL,
    },
  },
  undecided: { 'a parameter': azure({ analytics: PARAMETER }) },
};

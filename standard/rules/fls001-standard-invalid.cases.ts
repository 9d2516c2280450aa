import type { RuleCases } from '../../test/support/rule-cases';

export const CASES: RuleCases = {
  bad: {
    'an unknown key': { standard: 'aws: { trafic: ALL }' },
    'an unknown profile': { standard: 'extends: [iso]' },
  },
  good: { 'an empty standard': { standard: '' } },
};

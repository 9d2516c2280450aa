import type { RuleCases } from '../../test/support/rule-cases';

const reason = 'reason: approved by the auditor, until: 2027-01-31';

export const CASES: RuleCases = {
  bad: {
    'a shorter retention': { standard: 'extends: [cis-aws-7.0]\naws: { retention: { minDays: 30 } }' },
    'a shorter hot retention': {
      standard: 'extends: [pci-dss-4.0.1]\nazure: { retention: { hotDays: 30 } }',
    },
    'other traffic': { standard: 'extends: [cis-aws-7.0]\naws: { traffic: ACCEPT }' },
    'disabled flow logs': { standard: 'extends: [cis-azure-5.0]\nazure: { enabled: false }' },
    'no networks': { standard: 'extends: [aws-fsbp]\ncoverage: { networks: none }' },
    'a rule that is off': { standard: 'extends: [cis-aws-7.0]\nrules: { FLS101: off }' },
    'a rule that is a note': { standard: 'extends: [cis-aws-7.0]\nrules: { FLS401: note }' },
    'no undecided results': { standard: 'extends: [cis-aws-7.0]\nundecided: off' },
    'an exception for every resource': {
      standard: `extends: [cis-aws-7.0]\nexceptions: [{ rule: FLS101, at: '*', ${reason} }]`,
    },
    'one of two profiles': {
      standard: 'extends: [aws-fsbp, omb-m-21-31]\naws: { retention: { minDays: 400 } }',
    },
  },
  good: {
    'less than our reading of the order': {
      standard: 'extends: [aws-sample-21-fields]\naws: { format: { order: any } }',
    },
    'less than our reading of the coverage': {
      standard: 'extends: [pci-dss-4.0.1]\ncoverage: { networks: none }',
    },
    'no Traffic Analytics, which the framework does not name': {
      standard: 'extends: [cis-azure-5.0]\nazure: { trafficAnalytics: { required: false } }',
    },
    'a note for a rule on a reading of ours': {
      standard: 'extends: [pci-dss-4.0.1]\nrules: { FLS101: off }',
    },
    'stricter values': {
      standard: 'extends: [cis-aws-7.0]\naws: { traffic: ALL, retention: { minDays: 400 } }',
    },
    'the order of the profile, with more fields': {
      standard: 'extends: [lza]\naws: { format: { order: exact, required: [srcaddr] } }',
    },
    'a file without profiles': { standard: 'aws: { retention: { minDays: 1 } }\nrules: { FLS101: off }' },
    'a rule that no control lists': { standard: 'extends: [cis-aws-7.0]\nrules: { FLS601: off }' },
    'a higher severity': { standard: 'extends: [nist-800-53-r5]\nrules: { FLS205: error }' },
    'an exception for one folder': {
      standard: `extends: [cis-aws-7.0]\nexceptions: [{ rule: FLS101, at: 'Dev/*', ${reason} }]`,
    },
  },
};

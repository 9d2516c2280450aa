import { aws, awsFormat, PARAMETER, type RuleCases } from '../../test/support/rule-cases';

export const CASES: RuleCases = {
  bad: {
    'a template string without the placeholders': awsFormat('undefined undefined'),
    'placeholders that Fn::Sub replaces': awsFormat('Fn::Sub(srcaddr)'),
    'escaped placeholders of Terraform': awsFormat('$${srcaddr}'),
  },
  good: { 'a single field': awsFormat('${srcaddr}') },
  undecided: { 'a parameter': aws({ format: PARAMETER }) },
};

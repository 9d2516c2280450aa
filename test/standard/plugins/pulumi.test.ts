import type { StackValidationArgs } from '@pulumi/policy';
import { expect, test } from 'vitest';
import { FlowLogStandard } from '../../../standard/flow-log-standard';
import { flowLogPolicies } from '../../../standard/plugins/pulumi/flow-log-policies';

const VPC = {
  urn: 'urn:pulumi:dev::app::aws:ec2/vpc:Vpc::main',
  name: 'main',
  type: 'aws:ec2/vpc:Vpc',
  props: { cidrBlock: '10.0.0.0/16' },
  propertyDependencies: {},
};

/** The policies that report a VPC without a flow log: `mandatory FLS101-network-without-flow-log`. */
function reportedBy(text: string): string[] {
  return flowLogPolicies(FlowLogStandard.parse(`version: 1\n${text}`, 's.yaml')).flatMap(
    ({ name, enforcementLevel, validateStack }) => {
      const violations: string[] = [];
      validateStack({ resources: [VPC] } as unknown as StackValidationArgs, (message) => {
        violations.push(message);
      });
      return violations.map(() => `${enforcementLevel} ${name}`);
    },
  );
}

test.each([
  ['{}', ['mandatory FLS101-network-without-flow-log']],
  ['extends: [cis-aws-7.0]', ['mandatory FLS101-network-without-flow-log']],
  ['extends: [pci-dss-4.0.1]', ['advisory FLS101-network-without-flow-log-advice']],
  ['extends: [pci-dss-4.0.1]\nrules: { FLS101: error }', ['mandatory FLS101-network-without-flow-log']],
])('a VPC without a flow log has the enforcement level of %s', (text, expected) => {
  expect(reportedBy(text === '{}' ? '' : text)).toEqual(expected);
});

test.each([
  // the profile whose control is our reading comes first
  ['extends: [pci-dss-4.0.1, cis-aws-7.0]', '4.7', '10.2.1'],
  ['extends: [cis-aws-7.0, pci-dss-4.0.1]', '4.7', '10.2.1'],
  ['extends: [pci-dss-4.0.1]', undefined, '10.2.1'],
  ['extends: [pci-dss-4.0.1]\nrules: { FLS101: error }', '10.2.1', undefined],
])('a mandatory policy states a demand, and its advice another control: %s', (text, demand, advice) => {
  const controls = flowLogPolicies(FlowLogStandard.parse(`version: 1\n${text}`, 's.yaml'))
    .filter(({ name }) => name.startsWith('FLS101'))
    .map(({ framework }) => framework?.reference);
  expect(controls).toEqual(text.includes('rules') ? [demand] : [demand, advice]);
});

import type { CoveredType } from '../covered-type';

/** Nested stacks, and metadata resources without permissions. */
export const STACKS: readonly CoveredType[] = [
  {
    type: 'AWS::CloudFormation::Stack',
    source: 'Service Authorization Reference: AWS CloudFormation',
    name: { property: 'StackName', maxLength: 128 },
    arns: ['arn:{partition}:cloudformation:{region}:{account}:stack/{name}/*'],
    actions: ['cloudformation:CreateStack', 'cloudformation:DescribeStacks', 'cloudformation:UpdateStack'],
    deletes: ['cloudformation:DeleteStack'],
    whenGiven: [{ property: 'TemplateURL', onObjects: ['s3:GetObject'] }],
  },
  {
    type: 'AWS::CDK::Metadata',
    source: 'AWS CDK Developer Guide: usage data reporting',
    arns: [],
    actions: [],
  },
];

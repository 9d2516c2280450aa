import type { App } from 'aws-cdk-lib';
import { readTemplate, type StackFacts } from '../../aws/template/read-template';
import { AppValues } from '../../aws/template/stack-values';
import type { TemplateStack } from '../../aws/template/template-stack';
import { readAssembly } from '../../standard/adapters/cloudformation/read-assembly';

/** The account and region of stacks in tests. */
export const PLACE = { account: '111122223333', region: 'eu-central-1' };

/** Resources of a template by logical id: type, properties, and what they depend on. */
export type Resources = Readonly<
  Record<string, readonly [type: string, properties?: object, dependsOn?: string[]]>
>;

/** A handwritten template. */
export function templateOf(resources: Resources, more: object = {}) {
  const entries = Object.entries(resources).map(([id, [Type, Properties = {}, DependsOn = []]]) => [
    id,
    { Type, Properties, DependsOn },
  ]);
  return { Resources: Object.fromEntries(entries), ...more };
}

/** A stack with a handwritten template. */
export function stackOf(
  resources: Resources,
  facts: Partial<StackFacts> = {},
  more: object = {},
): TemplateStack {
  return readTemplate(templateOf(resources, more), { name: 'Network', ...PLACE, ...facts });
}

/** The values of the only stack of an app. */
export function valuesOf(stack: TemplateStack) {
  return new AppValues([stack]).of(stack);
}

/** The stacks of an app, as the command line reads them. */
export function synthesised(app: App): TemplateStack[] {
  return readAssembly(app.synth().directory);
}

/** Properties of a flow log, with defaults for VPC id and bucket name. */
export function flowLog(properties: object = {}): readonly [string, object] {
  return [
    'AWS::EC2::FlowLog',
    {
      ResourceId: 'vpc-0a1b2c3d',
      ResourceType: 'VPC',
      TrafficType: 'ALL',
      LogDestinationType: 's3',
      LogDestination: 'arn:aws:s3:::bucket-of-another-app',
      ...properties,
    },
  ];
}

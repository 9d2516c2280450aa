import type { StackResource } from '../../../aws/template/stack-values';
import type { Cloud, Fact, ImmutableProperty, ReplaceableResource } from '../../facts';
import { CREATE_ONLY_PROPERTIES, UpdateRequires } from './create-only-properties';
import { addressOf, type TemplateFacts } from './template-facts';

/** The properties that name a resource. Source: AWS CloudFormation User Guide, "Name type". */
const NAMES: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'RoleName',
  'AWS::KinesisFirehose::DeliveryStream': 'DeliveryStreamName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::S3::Bucket': 'BucketName',
};

/** Returns the fact of a resource, with the properties that CloudFormation cannot update in place. */
export function replaceableFact(
  facts: TemplateFacts,
  { stack, resource }: StackResource,
): Fact & { readonly cloud: Cloud.AWS } {
  const fact = facts.factOf(stack, resource);
  const requirements = CREATE_ONLY_PROPERTIES[resource.type];
  return requirements
    ? { ...fact, immutable: immutableProperties(facts, { stack, resource }, requirements) }
    : fact;
}

function immutableProperties(
  facts: TemplateFacts,
  { stack, resource }: StackResource,
  requirements: Readonly<Record<string, UpdateRequires>>,
): ImmutableProperty[] {
  return Object.entries(requirements).map(([name, requires]): ImmutableProperty => {
    const json = resource.properties[name];
    const target = facts.resourceIn(json, stack);
    return {
      name,
      value: facts.values.of(json, stack, `Properties.${name}`),
      text: target ? `${addressOf(target)} ${attributeIn(json)}` : JSON.stringify(json ?? null),
      isConditional: requires === UpdateRequires.SOME_REPLACEMENT,
      isName: NAMES[resource.type] === name,
      references: (): ReplaceableResource[] => (target ? [replaceableFact(facts, target)] : []),
    };
  });
}

/**
 * Returns the parts of an expression that do not depend on the kind of the reference: an import, an output or a direct
 * reference to the same attribute have the same text.
 */
function attributeIn(json: unknown): string {
  const text = JSON.stringify(json);
  return /^\{"(Ref|Fn::GetAtt|Fn::ImportValue|Fn::GetStackOutput)":/.test(text) ? '' : text;
}

import { objectOf } from '../../../aws/template/read-template';
import type { TemplateResource, TemplateStack } from '../../../aws/template/template-stack';
import { type AwsFlowLog, known, mapValue, unknown, type Value } from '../../facts';
import { destinationOf } from './destination-fact';
import { replaceableFact } from './immutable-properties';
import type { TemplateFacts } from './template-facts';

/** Returns the facts of an `AWS::EC2::FlowLog` resource. */
export function flowLogFact(
  facts: TemplateFacts,
  stack: TemplateStack,
  resource: TemplateResource,
): AwsFlowLog {
  const { properties, condition } = resource;
  const { values } = facts;
  const at = (name: string) => `Properties.${name}`;
  const text = (name: string) => values.text(properties[name], stack, at(name));
  const options = optionsOf(facts, stack, properties.DestinationOptions);
  const destinationType = text('LogDestinationType');
  const target = facts.target(properties.ResourceId, stack, at('ResourceId'));
  const kind = text('ResourceType');
  return {
    ...replaceableFact(facts, { stack, resource }),
    // a conditional flow log may not exist, so it covers no network with certainty
    target:
      condition === undefined
        ? target
        : unknown(`it depends on the condition ${condition}`, at('ResourceId')),
    targetKind: mapValue(kind, (each) => each ?? ''),
    account:
      stack.account === undefined
        ? unknown('the account is known only after deployment')
        : known(stack.account),
    format: text('LogFormat'),
    traffic: text('TrafficType'),
    interval: values.number(properties.MaxAggregationInterval, stack, at('MaxAggregationInterval')),
    destinationType,
    ...options,
    deliveryRole: known(properties.DeliverLogsPermissionArn !== undefined, at('DeliverLogsPermissionArn')),
    destination: destinationOf(facts, stack, properties, destinationType),
  };
}

/** Reads `DestinationOptions` in Pascal case and in camel case. aws-cdk-lib writes camel case. */
function optionsOf(facts: TemplateFacts, stack: TemplateStack, json: unknown) {
  const at = 'Properties.DestinationOptions';
  const options = objectOf(json);
  const isComputed = Object.keys(options).some((key) => key === 'Ref' || key.startsWith('Fn::'));
  const option = (name: string): unknown =>
    options[name] ?? options[name.charAt(0).toLowerCase() + name.slice(1)];
  const flag = (name: string): Value<boolean> =>
    isComputed
      ? unknown('the options are known only after deployment', at)
      : facts.values.flag(option(name), stack, at);
  return {
    fileFormat: isComputed
      ? unknown('the options are known only after deployment', at)
      : facts.values.text(option('FileFormat'), stack, at),
    hivePartitions: flag('HiveCompatiblePartitions'),
    hourlyPartitions: flag('PerHourPartition'),
  };
}

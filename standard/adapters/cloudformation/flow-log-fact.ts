import { objectOf } from '../../../aws/template/read-template';
import type { TemplateResource, TemplateStack } from '../../../aws/template/template-stack';
import { type AwsFlowLog, known, unknown, type Value } from '../../facts';
import { destinationOf } from './destination-fact';
import type { TemplateFacts } from './template-facts';

/** A flow log of a template. */
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
    ...facts.factOf(stack, resource),
    // what may not be there covers nothing for sure
    target:
      condition === undefined
        ? target
        : unknown(`it depends on the condition ${condition}`, at('ResourceId')),
    targetKind: kind.known ? known(kind.value ?? '', kind.at) : kind,
    account:
      stack.account === undefined
        ? unknown('the account is known when it is deployed')
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

/** `DestinationOptions` are in either casing: aws-cdk-lib writes them in camel case. */
function optionsOf(facts: TemplateFacts, stack: TemplateStack, json: unknown) {
  const at = 'Properties.DestinationOptions';
  const options = objectOf(json);
  const isOpen = Object.keys(options).some((key) => key === 'Ref' || key.startsWith('Fn::'));
  const option = (name: string): unknown =>
    options[name] ?? options[name.charAt(0).toLowerCase() + name.slice(1)];
  const flag = (name: string): Value<boolean> =>
    isOpen
      ? unknown('the options are known when it is deployed', at)
      : facts.values.flag(option(name), stack, at);
  return {
    fileFormat: isOpen
      ? unknown('the options are known when it is deployed', at)
      : facts.values.text(option('FileFormat'), stack, at),
    hivePartitions: flag('HiveCompatiblePartitions'),
    hourlyPartitions: flag('PerHourPartition'),
  };
}

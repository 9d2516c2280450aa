import { ABSENT, isObject, type StackResource } from '../../../aws/template/evaluated';
import { objectOf } from '../../../aws/template/read-template';
import type { TemplateResource, TemplateStack } from '../../../aws/template/template-stack';
import { reasonOf } from '../../../aws/template/unknown-parts';
import { type AwsFlowLog, known, mapValue, unknown, type Value } from '../../facts';
import { destinationOf } from './destination-fact';
import { replaceableFact } from './immutable-properties';
import { roleFact } from './policy-facts';
import type { TemplateFacts } from './template-facts';

/** Returns the facts of an `AWS::EC2::FlowLog` resource. */
export function flowLogFact(
  facts: TemplateFacts,
  stack: TemplateStack,
  resource: TemplateResource,
): AwsFlowLog {
  const { properties } = resource;
  const { values } = facts;
  const scope = { stack, resource };
  const given = facts.app.existence(scope);
  const at = (name: string) => `Properties.${name}`;
  const text = (name: string) => values.text(properties[name], scope, at(name));
  const isSet = (name: string) => values.isSet(properties[name], scope, at(name));
  const kind = text('ResourceType');
  return {
    ...replaceableFact(facts, { stack, resource }),
    target: facts.target(properties.ResourceId, scope, at('ResourceId')),
    targetKind: mapValue(kind, (each) => each ?? ''),
    account:
      stack.account === undefined
        ? unknown('the account is known only after deployment')
        : known(stack.account),
    format: text('LogFormat'),
    traffic: text('TrafficType'),
    interval: values.number(properties.MaxAggregationInterval, scope, at('MaxAggregationInterval')),
    destinationType: text('LogDestinationType'),
    ...optionsOf(facts, scope),
    deliveryRole: isSet('DeliverLogsPermissionArn'),
    crossAccountRole: isSet('DeliverCrossAccountRole'),
    hasOptions: isSet('DestinationOptions'),
    hasTagKeys: isSet('TagFieldSpecifications'),
    roles: {
      own: roleFact(facts, properties.DeliverLogsPermissionArn, stack, at('DeliverLogsPermissionArn'), given),
      crossAccount: roleFact(
        facts,
        properties.DeliverCrossAccountRole,
        stack,
        at('DeliverCrossAccountRole'),
        given,
      ),
    },
    home: facts.texts.homeOf(stack),
    destination: destinationOf(facts, scope),
  };
}

/** Reads `DestinationOptions` in Pascal case and in camel case. aws-cdk-lib writes camel case. */
function optionsOf(facts: TemplateFacts, flowLog: StackResource) {
  const at = 'Properties.DestinationOptions';
  const { values } = facts;
  const options = flowLog.resource.properties.DestinationOptions;
  const option = <T>(name: string, read: (json: unknown) => Value<T>): Value<T> =>
    values.each(
      options,
      flowLog,
      (value) => {
        if (value !== ABSENT && !isObject(value)) {
          const { reason, cause } = reasonOf(value);
          return unknown(reason, undefined, cause);
        }
        const own = objectOf(value);
        return read(own[name] ?? own[name.charAt(0).toLowerCase() + name.slice(1)]);
      },
      at,
    );
  const flag = (name: string) => option(name, (json) => values.flag(json, flowLog));
  return {
    fileFormat: option('FileFormat', (json) => values.text(json, flowLog)),
    hivePartitions: flag('HiveCompatiblePartitions'),
    hourlyPartitions: flag('PerHourPartition'),
  };
}

import type { StackResource } from '../../../aws/template/evaluated';
import { type DeliveryStreamFact, DestinationKind, type SubscriptionFacts } from '../../facts';
import { locationOf, resourceByName } from './named-destination';
import { streamFacts } from './stream-fact';
import { referencedIn, type TemplateFacts } from './template-facts';

/** Returns the receivers of the records of a log group. */
export function subscriptionFacts(facts: TemplateFacts, group: StackResource): SubscriptionFacts {
  const streams: DeliveryStreamFact[] = [];
  const subscriptions: string[] = [];
  for (const filter of facts.ofType('AWS::Logs::SubscriptionFilter')) {
    const { LogGroupName, DestinationArn } = filter.resource.properties;
    const source = resourceOf(facts, filter, LogGroupName, DestinationKind.LOG_GROUP);
    if (source?.resource !== group.resource) continue;
    const receiver = resourceOf(facts, filter, DestinationArn, DestinationKind.FIREHOSE);
    if (receiver?.resource.type === 'AWS::KinesisFirehose::DeliveryStream')
      streams.push(streamFacts(facts, receiver).stream);
    else subscriptions.push(facts.factOf(filter.stack, filter.resource).title);
  }
  return { streams, subscriptions: [...subscriptions, ...accountSubscriptions(facts)] };
}

/** Titles of the policies that subscribe the log groups of an account. Source: CloudFormation User Guide, "AWS::Logs::AccountPolicy". */
function accountSubscriptions(facts: TemplateFacts): string[] {
  return facts
    .ofType('AWS::Logs::AccountPolicy')
    .filter(({ resource }) => resource.properties.PolicyType === 'SUBSCRIPTION_FILTER_POLICY')
    .map(({ stack, resource }) => facts.factOf(stack, resource).title);
}

/** The resource that a property of a subscription refers to, by a reference or by its name. */
function resourceOf(
  facts: TemplateFacts,
  filter: StackResource,
  property: unknown,
  kind: DestinationKind,
): StackResource | undefined {
  const value = facts.values.evaluate(property, filter);
  const referenced = referencedIn(value);
  if (referenced) return referenced;
  const location = locationOf(value);
  return location.known ? resourceByName(facts, filter.stack, kind, location.value) : undefined;
}

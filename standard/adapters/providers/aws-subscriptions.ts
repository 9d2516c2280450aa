import type { DeliveryStreamFact, SubscriptionFacts } from '../../facts';
import { nameOf } from './aws-bucket';
import { STREAM, streamFacts } from './aws-stream';
import type { DeclaredResource, DeclaredResources } from './declared-resource';
import { referencedResource } from './referenced-address';

const FILTER = 'aws_cloudwatch_log_subscription_filter';

/** The argument with the log group, in Terraform and in Pulumi. */
const LOG_GROUP_ARGUMENTS = ['log_group_name', 'log_group'];

/** Returns the receivers of the records of a log group. */
export function subscriptionFacts(group: DeclaredResource, all: DeclaredResources): SubscriptionFacts {
  const streams: DeliveryStreamFact[] = [];
  const subscriptions: string[] = [];
  const filters = LOG_GROUP_ARGUMENTS.flatMap((argument) =>
    all.referencing(FILTER, argument, group, nameOf(group, 'name')),
  );
  for (const filter of new Set(filters)) {
    const receiver = referencedResource(filter, 'destination_arn', all);
    if (receiver.known && receiver.value.resource?.type === STREAM)
      streams.push(streamFacts(receiver.value.resource, all).stream);
    else subscriptions.push(filter.fact.title);
  }
  return { streams, subscriptions };
}

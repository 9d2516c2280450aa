import { type DeliveryStreamFact, type SubscriptionFacts, valueOr } from '../../facts';
import { nameOf } from './aws-bucket';
import { STREAM, streamFacts } from './aws-stream';
import { type DeclaredResource, type DeclaredResources, textOf } from './declared-resource';
import { referencedResource } from './referenced-address';

const FILTER = 'aws_cloudwatch_log_subscription_filter';

/** A policy that subscribes the log groups of an account. */
const ACCOUNT_POLICY = 'aws_cloudwatch_log_account_policy';

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
  const policies = all
    .ofType(ACCOUNT_POLICY)
    .filter((policy) => valueOr(textOf(policy, 'policy_type'), undefined) === 'SUBSCRIPTION_FILTER_POLICY');
  return { streams, subscriptions: [...subscriptions, ...policies.map(({ fact }) => fact.title)] };
}

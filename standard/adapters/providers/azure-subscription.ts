import { known, type Value } from '../../facts';
import { accountOf, type DeclaredResource } from './declared-resource';

/** Returns the subscription of a resource: that in its id, or else that of its deployment. */
export function subscriptionOf(resource: DeclaredResource): Value<string> {
  const id = resource.value('id');
  const [, subscription] = /^\/subscriptions\/([^/{}]+)\//i.exec(id.known ? String(id.value) : '') ?? [];
  return subscription === undefined ? accountOf(resource, 'subscription') : known(subscription);
}

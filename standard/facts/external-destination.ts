import { known, unknown } from '../../flows/value';
import { type Destination, DestinationKind } from './destination';
import type { Fact } from './fact';

/** Returns a destination outside this app, by its ARN, resource id or name. Its properties are unknown. */
export function externalDestination(kind: DestinationKind, id: string, origin: Fact): Destination {
  const reason = `${id} is not in this app`;
  // bucket ARNs have no account
  const [, arnAccount] = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(id) ?? [];
  const [, subscription] = /^\/subscriptions\/([^/]+)\//i.exec(id) ?? [];
  const account = arnAccount ?? (isKnown(subscription) ? subscription : undefined);
  const name = nameIn(id, kind);
  return {
    ...origin,
    localName: id,
    address: id,
    title: id,
    kind,
    name: isKnown(name) ? known(name) : unknown(reason),
    account: account === undefined ? unknown(reason) : known(account),
    retention: unknown(reason),
    hotRetention: unknown(reason),
    customerManagedKey: unknown(reason),
    refusal: unknown(reason),
  };
}

/** Whether a part of an id is known. Unknown parts of the ids in ARM templates are in braces. */
function isKnown(part: string | undefined): boolean {
  return part !== undefined && !part.includes('{');
}

function nameIn(id: string, kind: DestinationKind): string {
  if (kind === DestinationKind.STORAGE_ACCOUNT) return id.split('/').at(-1) ?? id;
  if (!id.startsWith('arn:')) return id;
  const resource = id.split(':').slice(5).join(':');
  if (kind === DestinationKind.S3) return resource.split('/')[0] as string;
  return resource.replace(/^(log-group:|deliverystream\/)/, '').replace(/:\*$/, '');
}

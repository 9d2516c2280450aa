import { type Destination, DestinationKind } from './destination';
import type { Fact } from './fact';
import { known, unknown } from './value';

/** A place that is not of this app, by its ARN, resource id or name: what it is like is not known. */
export function externalDestination(kind: DestinationKind, place: string, near: Fact): Destination {
  const reason = `${place} is not of this app`;
  // the ARN of a bucket has no account
  const [, arnAccount] = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(place) ?? [];
  const [, subscription] = /^\/subscriptions\/([^/]+)\//i.exec(place) ?? [];
  const account = arnAccount ?? subscription;
  return {
    ...near,
    address: place,
    title: place,
    kind,
    name: known(nameIn(place, kind)),
    account: account === undefined ? unknown(reason) : known(account),
    retention: unknown(reason),
    hotRetention: unknown(reason),
    customerKey: unknown(reason),
    refusal: unknown(reason),
  };
}

function nameIn(place: string, kind: DestinationKind): string {
  if (kind === DestinationKind.STORAGE_ACCOUNT) return place.split('/').at(-1) ?? place;
  if (!place.startsWith('arn:')) return place;
  const resource = place.split(':').slice(5).join(':');
  if (kind === DestinationKind.S3) return resource.split('/')[0] as string;
  return resource.replace(/^(log-group:|deliverystream\/)/, '').replace(/:\*$/, '');
}

import { known, UnknownCause, unknown } from '../../flows/value';
import { type Destination, DestinationKind } from './destination';
import type { Fact } from './fact';
import { titleOfId } from './stand-in-id';

/** Returns a destination outside this app, by its ARN, resource id or name. Its properties are unknown. */
export function externalDestination(kind: DestinationKind, id: string, origin: Fact): Destination {
  const title = titleOfId(id);
  const open = unknown(`${title} is not in this app`, undefined, UnknownCause.EXTERNAL_DESTINATION);
  const actual = kindOf(id) ?? kind;
  // bucket ARNs have no account
  const [, arnAccount] = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(id) ?? [];
  const [, subscription] = /^\/subscriptions\/([^/]+)\//i.exec(id) ?? [];
  const account = arnAccount ?? (isKnown(subscription) ? subscription : undefined);
  const name = nameIn(id, actual);
  return {
    ...origin,
    localName: id,
    address: id,
    title,
    externalId: id,
    kind: actual,
    name: isKnown(name) ? known(name) : open,
    account: account === undefined ? open : known(account),
    retention: open,
    hotRetention: open,
    customerManagedKey: open,
    access: open,
  };
}

/** Whether a part of an id is known. Unknown parts of the ids in ARM templates are in braces. */
function isKnown(part: string | undefined): boolean {
  return part !== undefined && !part.includes('{');
}

/** The services in ARNs of destinations. */
const SERVICES: Readonly<Record<string, DestinationKind>> = {
  s3: DestinationKind.S3,
  logs: DestinationKind.LOG_GROUP,
  firehose: DestinationKind.FIREHOSE,
};

/** The kind that an ARN states, which can differ from the destination type of the flow log. */
function kindOf(id: string): DestinationKind | undefined {
  if (id.startsWith('s3://')) return DestinationKind.S3;
  const [, service = ''] = /^arn:[^:]*:([^:]*):/.exec(id) ?? [];
  return Object.hasOwn(SERVICES, service) ? SERVICES[service] : undefined;
}

function nameIn(id: string, kind: DestinationKind): string {
  if (kind === DestinationKind.STORAGE_ACCOUNT) return id.split('/').at(-1) ?? id;
  if (id.startsWith('s3://')) return id.slice('s3://'.length).split('/')[0] as string;
  if (!id.startsWith('arn:')) return id;
  const resource = id.split(':').slice(5).join(':');
  if (kind === DestinationKind.S3) return resource.split('/')[0] as string;
  return resource.replace(/^(log-group:|deliverystream\/)/, '').replace(/:\*$/, '');
}

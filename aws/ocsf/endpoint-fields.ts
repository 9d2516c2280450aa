import { directionOf } from './direction';
import type { EventAttributes } from './event-attributes';

type Side = 'src' | 'dst';

/** Fields of the logged side, by the attribute of the endpoint. */
const LOGGED_SIDE = {
  interface_uid: 'interface-id',
  instance_uid: 'instance-id',
  subnet_uid: 'subnet-id',
  vpc_uid: 'vpc-id',
} as const;

/** Returns the fields of both endpoints. */
export function endpointFields(event: EventAttributes): Record<string, string | undefined> {
  const resources = isTransitGateway(event) ? transitGatewayFields(event) : loggedSide(event);
  return { ...addressFields(event, 'src'), ...addressFields(event, 'dst'), ...resources };
}

/** Returns whether an event is of a transit gateway flow log. */
export function isTransitGateway(event: EventAttributes): boolean {
  return (
    event.text('metadata.log_name') === 'tgw' ||
    event.text('metadata.product.name') === 'AWS Transit Gateway' ||
    event.text('unmapped.tgw_id') !== undefined
  );
}

/**
 * The address of the packet is the address of the endpoint, and the address of the record is an intermediate address if it
 * differs. If it does not, the event does not show whether the record had both.
 */
function addressFields(event: EventAttributes, side: Side): Record<string, string | undefined> {
  const endpoint = `${side}_endpoint`;
  const ip = event.text(`${endpoint}.ip`);
  const [intermediate] = event.texts(`${endpoint}.intermediate_ips`);
  return {
    [`${side}addr`]: intermediate ?? ip,
    [`pkt-${side}addr`]: intermediate === undefined ? undefined : ip,
    [`${side}port`]: event.text(`${endpoint}.port`),
    [`pkt-${side}-aws-service`]: event.text(`${endpoint}.svc_name`),
  };
}

/** The logged interface is at the destination of ingress traffic, and at the source of egress traffic. */
function loggedSide(event: EventAttributes): Record<string, string | undefined> {
  const side = loggedEndpoint(event);
  const fields = Object.entries(LOGGED_SIDE).map(([attribute, field]) => [
    field,
    event.text(`${side}_endpoint.${attribute}`),
  ]);
  return Object.fromEntries(fields);
}

function loggedEndpoint(event: EventAttributes): Side {
  const direction = directionOf(event);
  if (direction !== undefined) return direction === 'ingress' ? 'dst' : 'src';
  const isDestination = Object.keys(LOGGED_SIDE).some(
    (attribute) =>
      event.text(`src_endpoint.${attribute}`) === undefined &&
      event.text(`dst_endpoint.${attribute}`) !== undefined,
  );
  return isDestination ? 'dst' : 'src';
}

function transitGatewayFields(event: EventAttributes): Record<string, string | undefined> {
  const sides = (['src', 'dst'] as const).map((side) => ({
    [`tgw-${side}-eni`]: event.text(`${side}_endpoint.interface_uid`),
    [`tgw-${side}-subnet-id`]: event.text(`${side}_endpoint.subnet_uid`),
    [`tgw-${side}-vpc-id`]: event.text(`${side}_endpoint.vpc_uid`),
  }));
  return Object.assign({}, ...sides);
}

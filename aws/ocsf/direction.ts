import type { EventAttributes } from './event-attributes';

/** Returns the direction at the logged interface. */
export function directionOf(event: EventAttributes): string | undefined {
  const id = event.text('connection_info.direction_id');
  if (id === '1') return 'ingress';
  if (id === '2') return 'egress';
  const word = event.text('connection_info.direction')?.toLowerCase();
  if (word === 'inbound' || word === 'ingress') return 'ingress';
  return word === 'outbound' || word === 'egress' ? 'egress' : undefined;
}

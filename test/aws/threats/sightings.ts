import type { SightingLine } from '../../../flows/enrichment/sighting-line';
import { ThreatDirection } from '../../../flows/enrichment/threat-sightings';

/** A line of the normalizer's log, with changes. */
export function sighting(changes: Partial<SightingLine> = {}): SightingLine {
  return {
    kind: 'threat-sighting',
    address: '203.0.113.9',
    type: 'botnet',
    source: 'feodo (2026-11-30)',
    direction: ThreatDirection.INBOUND,
    action: 'accept',
    rows: 3,
    packets: '30',
    bytes: '3400',
    first: '2026-11-30T22:01:05.000Z',
    last: '2026-11-30T22:04:59.000Z',
    networks: ['vpc-a'],
    accounts: ['123456789012'],
    object: 'AWSLogs/one.log.gz',
    ...changes,
  };
}

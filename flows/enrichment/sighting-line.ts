import { ThreatDirection, type ThreatSighting } from './threat-sightings';

/** Value of `kind` in the log lines of sightings. */
export const SIGHTING_KIND = 'threat-sighting';

/** Longest text of a list or record in a line. */
const MAX_TEXT_LENGTH = 256;

/** A sighting as a line of a normalizer's log. Counters are decimal strings, because they can exceed 2^53. */
export interface SightingLine extends Omit<ThreatSighting, 'packets' | 'bytes' | 'first' | 'last'> {
  readonly kind: typeof SIGHTING_KIND;
  readonly packets: string | null;
  readonly bytes: string | null;
  /** Times in ISO 8601, UTC. */
  readonly first: string | null;
  readonly last: string | null;
  /** Key of the raw object, or path of the blob. */
  readonly object: string;
}

/** Returns the line of a sighting. */
export function sightingLine(sighting: ThreatSighting, object: string): SightingLine {
  const { packets, bytes, first, last } = sighting;
  return {
    kind: SIGHTING_KIND,
    address: sighting.address,
    type: cut(sighting.type),
    source: cut(sighting.source),
    direction: sighting.direction,
    action: sighting.action,
    rows: sighting.rows,
    packets: packets === null ? null : `${packets}`,
    bytes: bytes === null ? null : `${bytes}`,
    first: first === null ? null : isoTime(first),
    last: last === null ? null : isoTime(last),
    networks: sighting.networks.map(cut),
    accounts: sighting.accounts.map(cut),
    object,
  };
}

/** Returns the sighting of a line; undefined if the line is not one. Anyone who can write to the log can write a line. */
export function parseSightingLine(text: string): SightingLine | undefined {
  let line: Partial<SightingLine> | null;
  try {
    line = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof line !== 'object' || line === null || line.kind !== SIGHTING_KIND) return undefined;
  const { rows, packets, bytes, first, last, networks, accounts, direction } = line;
  const isValid =
    [line.address, line.type, line.source, line.object].every((each) => typeof each === 'string') &&
    [line.action, packets, bytes, first, last].every((each) => each === null || typeof each === 'string') &&
    (direction === ThreatDirection.INBOUND || direction === ThreatDirection.OUTBOUND) &&
    Number.isSafeInteger(rows) &&
    [packets, bytes].every((each) => each === null || /^[0-9]{1,40}$/.test(each as string)) &&
    [first, last].every((each) => each === null || !Number.isNaN(Date.parse(each as string))) &&
    [networks, accounts].every(areTexts);
  return isValid ? (line as SightingLine) : undefined;
}

function areTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function cut(text: string): string {
  return text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH)}...` : text;
}

/** Records can have any time; a date beyond the range of ISO 8601 is left out of a text. */
function isoTime(millis: number): string | null {
  const date = new Date(millis);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

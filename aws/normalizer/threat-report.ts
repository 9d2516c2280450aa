import { type SightingLine, sightingLine } from '../../flows/enrichment/sighting-line';
import { OTHER_TYPES, type ThreatSightings } from '../../flows/enrichment/threat-sightings';
import type { Measurement } from './metrics';

/** Most types of threat with a metric of their own, besides those that alarms use. Each costs a custom metric. */
export const MAX_TYPE_METRICS = 20;

/** Longest value of a dimension. Source: CloudWatch API Reference, "Dimension". */
const MAX_DIMENSION_LENGTH = 1024;

/** What the log states about the listed addresses of an object. */
export interface ThreatReport {
  readonly measurements: readonly Measurement[];
  readonly lines: readonly SightingLine[];
}

/**
 * The types of threat that have a metric of their own: those that alarms use, and the first ones that the function sees.
 * The text of a list can contain any number of types; the rest counts as `other`.
 */
export class TypeMetrics {
  private readonly names: Set<string>;

  constructor(
    private readonly always: readonly string[],
    private readonly max = MAX_TYPE_METRICS,
  ) {
    this.names = new Set(always.map(dimensionValue));
  }

  /** Returns the dimension value of a type. */
  nameOf(type: string): string {
    const name = dimensionValue(type);
    if (this.names.has(name)) return name;
    if (this.names.size >= this.always.length + this.max) return OTHER_TYPES;
    this.names.add(name);
    return name;
  }
}

/** Returns metrics per type of threat and a line per sighting; nothing if no address is listed. */
export function threatReport(
  found: ThreatSightings,
  { source, types }: { readonly source: string; readonly types: TypeMetrics },
): ThreatReport {
  const rows = new Map<string, { all: number; accepted: number }>();
  for (const each of found.types) {
    const name = types.nameOf(each.type);
    const sum = rows.get(name) ?? { all: 0, accepted: 0 };
    sum.all += each.rows;
    sum.accepted += each.rows - each.rejected;
    rows.set(name, sum);
  }
  const omitted = found.omitted.sightings > 0 ? { omittedSightings: found.omitted } : {};
  return {
    measurements: [...rows].map(([threatType, { all, accepted }]) => ({
      threatType,
      values: { ThreatRecords: all, AcceptedThreatRecords: accepted },
      properties: { source, ...omitted },
    })),
    lines: found.sightings.map((sighting) => sightingLine(sighting, source)),
  };
}

/**
 * A type as the value of a dimension, which has only printable ASCII characters, does not begin with a colon, and is not
 * blank. Source: CloudWatch API Reference, "Dimension".
 */
export function dimensionValue(type: string): string {
  const value = type
    .replace(/[^\x20-\x7e]/g, '?')
    .replace(/^:/, '?')
    .trim()
    .slice(0, MAX_DIMENSION_LENGTH);
  return value === '' ? OTHER_TYPES : value;
}

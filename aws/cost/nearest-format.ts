import type { LogFormat } from '../format';
import { MEASURED_FIGURES } from './measured-figures';
import { MeasuredFormatId } from './measured-format';

/** The format that an estimate assumes if the format of a flow log is unknown: the default of the constructs. */
export const ASSUMED_FORMAT = MeasuredFormatId.RECOMMENDED;

/** Returns the measured format with the nearest number of fields. Transit gateway flow logs have a measured format of their own. */
export function nearestFormat(format: LogFormat): MeasuredFormatId {
  if (format.isTransitGateway) return MeasuredFormatId.TRANSIT_GATEWAY;
  const distance = (fields: number) => Math.abs(fields - format.fields.length);
  const [nearest] = MEASURED_FIGURES.formats
    .filter(({ id }) => id !== MeasuredFormatId.TRANSIT_GATEWAY)
    .sort((one, other) => distance(one.fields) - distance(other.fields));
  return (nearest?.id ?? ASSUMED_FORMAT) as MeasuredFormatId;
}

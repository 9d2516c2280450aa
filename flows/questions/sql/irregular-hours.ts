import { NO_BASELINE } from '../baseline';
import { comparedHours, IS_COMPARED } from './compared-hours';
import type { HourlySeries } from './logged-hours';

/** Measures of the rows that `irregularHours` returns. */
export const IRREGULAR_MEASURES = [
  'bytes',
  'median_bytes',
  'deviation_bytes',
  'excess_bytes',
  'history_days',
  'hours_not_compared',
];

/** Order of the rows that `irregularHours` returns. Rows without a baseline have no excess, and are last. */
export const IRREGULAR_ORDER = ['excess_bytes desc'];

/** Irregular hours of series. */
export interface IrregularHours extends HourlySeries {
  /** The keys of a row in their order: those of a series, `kind`, and `hour`. */
  readonly shown: readonly string[];
  /** The keys of a series by which hours without a baseline are combined. */
  readonly combinedBy: readonly string[];
  /** Expression for the kind of an irregular hour. `is_new`: the series has no traffic before. */
  readonly kind: string;
}

/**
 * Returns a query for the irregular hours of series, and for one row per `combinedBy` about the hours that cannot be
 * compared.
 */
export function irregularHours({ shown, combinedBy, kind, ...series }: IrregularHours): string {
  const keyOf = (key: string): string => {
    if (combinedBy.includes(key)) return key;
    const value = key === 'kind' ? `${kind} else '${NO_BASELINE}'` : key;
    return `case when ${IS_COMPARED} then ${value} end as ${key}`;
  };
  return `with ${comparedHours(series)}
select
  ${shown.join(', ')},
  sum(bytes) as bytes,
  max(median_bytes) as median_bytes,
  max(deviation_bytes) as deviation_bytes,
  sum(bytes) - max(median_bytes) as excess_bytes,
  max(history_days) as history_days,
  count(distinct hour_not_compared) as hours_not_compared
from (
  select
    ${shown.map(keyOf).join(',\n    ')},
    bytes,
    case when ${IS_COMPARED} then median_bytes end as median_bytes,
    case when ${IS_COMPARED} then deviation_bytes end as deviation_bytes,
    history_days,
    case when not (${IS_COMPARED}) then hour end as hour_not_compared
  from compared_hours
) hours_of_rows
group by ${shown.map((_, index) => index + 1).join(', ')}`;
}

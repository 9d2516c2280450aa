import { HISTORY_DAYS, NO_BASELINE } from '../baseline';
import type { SqlEntry } from '../question';
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

/** Irregular hours of series. */
export interface IrregularHours extends HourlySeries {
  /** The keys of a row in their order: those of a series, `kind`, and `hour`. */
  readonly shown: readonly string[];
  /** The keys of a series by which hours without a baseline are combined. */
  readonly combinedBy: readonly string[];
  /** Expression for the kind of an irregular hour. `is_new`: the series has no traffic before. */
  readonly kind: string;
}

/** Returns the parts of a question for the irregular hours of series. */
export function irregularHours(hours: IrregularHours): Pick<SqlEntry, 'select' | 'order' | 'loggedHours'> {
  return {
    select: queryOf(hours),
    // rows without a baseline have no excess, and are last
    order: ['excess_bytes desc'],
    loggedHours: { historyDays: HISTORY_DAYS, selectShown: (shown) => queryOf(hours, shown) },
  };
}

/**
 * Returns a query for the irregular hours of series, and for one row per `combinedBy` about the hours that cannot be
 * compared.
 *
 * @param condition - a condition on `hour`: all hours are history, and those that meet it are shown
 */
function queryOf({ shown, combinedBy, kind, ...series }: IrregularHours, condition?: string): string {
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
  from compared_hours${
    condition === undefined
      ? ''
      : `
  where ${condition}`
  }
) hours_of_rows
group by ${shown.map((_, index) => index + 1).join(', ')}`;
}

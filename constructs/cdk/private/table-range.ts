import { Lazy } from 'aws-cdk-lib';
import { daysAgo } from '../../../aws/partition-projection';
import { maxRowAge } from '../../../aws/retention';
import { FIRST_DAY } from '../../../flows/time-bounds';
import type { FlowLakeProps } from '../flow-lake-props';
import type { LakeRetention } from './lake-retention';

/**
 * The first day whose rows Athena finds: earlier files are expired. It resolves at synthesis, because standards extend the
 * retention. All days if the app does not know the retention.
 */
export function firstTableDay({ queryRange, tableBucket }: FlowLakeProps, retention: LakeRetention): string {
  if (queryRange) return queryRange.isUnresolved() ? FIRST_DAY : daysAgo(queryRange.toDays());
  if (tableBucket) return FIRST_DAY;
  return Lazy.uncachedString({ produce: () => firstRetainedDay(retention) });
}

function firstRetainedDay({ known: { rawRetention, tableRetention } }: LakeRetention): string {
  if (rawRetention.isUnresolved() || tableRetention.isUnresolved()) return FIRST_DAY;
  return daysAgo(maxRowAge(rawRetention.toDays(), tableRetention.toDays()));
}

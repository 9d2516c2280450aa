import { countedOnce, TUPLE } from './recorded-hours';

/** Attachment through which packets enter the gateway, and the one through which they leave it. */
const ENTRY = "case direction when 'egress' then tgw_pair_attachment_id else tgw_attachment_id end";
const EXIT = "case direction when 'egress' then tgw_attachment_id else tgw_pair_attachment_id end";

/** Sentence of a description: how often a packet counts. */
export const PASSAGES_COUNTED =
  'The gateway logs a packet when it enters, under the attachment of the sender, and again when it leaves, under that of ' +
  'the receiver, with the other attachment as pair. Both records, and those of several flow logs, count once: for each ' +
  'flow and each hour in which its records start, the largest of their sums.';

/**
 * Returns a query for the packets that pass gateways, by hour and 5-tuple, with the attachments of `entry_id` and `exit_id`.
 *
 * @param measures - counters by the names of their sums
 */
export function passages(measures: Readonly<Record<string, string>>): string {
  return countedOnce({
    flow: ['cloud', 'tgw_id', `${ENTRY} as entry_id`, `${EXIT} as exit_id`, ...TUPLE],
    observation: ['account_id', 'flow_log_id', 'direction'],
    measures,
    least: { account: 'account_id', first_seen: 'start_time' },
    largest: { last_seen: 'coalesce(end_time, start_time)' },
    where: "log_type = 'tgw' and src_addr is not null",
  });
}

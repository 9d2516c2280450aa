/** Keys of the traffic between two attachments of a transit gateway. */
export const ATTACHMENT_PAIR = ['tgw_id', 'tgw_attachment_id', 'tgw_pair_attachment_id', 'direction'];

/** Sentence of a description: why a packet counts twice. */
export const BOTH_DIRECTIONS_NOTE =
  'The gateway records a packet when it enters and again when it leaves; these are separate rows.';

import { VpcField } from '../fields';
import { hasFlags, hasVerdict } from './record-commands';
import type { ResultColumns } from './results';

const { BYTES, PACKETS, START, END, REJECT_REASON } = VpcField;

/** The number of connections with an accepted SYN, a hyphen if no record shows flags of TCP. */
export const OPENINGS: ResultColumns = {
  in: (format) => (hasFlags(format) ? ['if(max(flagged) = 1, sum(opening), "-") as connections'] : []),
};

/** Accepted bytes, with a hyphen for a way without accepted records, and the sum of both ways. */
export const VOLUME: ResultColumns = {
  needs: [[BYTES]],
  in: () => [
    'if(max(seen_forth) = 1, sum(byte_forth), "-") as bytes_to_destination',
    'if(max(seen_back) = 1, sum(byte_back), "-") as bytes_to_source',
    'sum(byte_forth) + sum(byte_back) as total_bytes',
  ],
};

export const RECORDS: ResultColumns = {
  in: (format) => [
    'sum(accepted_count) as accepted_records',
    ...(hasVerdict(format) ? ['sum(rejected_count) as rejected_records'] : []),
  ],
};

/** Connections with a rejected record. */
export const REJECTED_CONNECTIONS: ResultColumns = {
  in: (format) => (hasVerdict(format) ? ['sum(if(rejected_count > 0, 1, 0)) as rejected_connections'] : []),
};

export const REJECTED_VOLUME: ResultColumns = {
  in: (format) => [
    'sum(rejected_count) as rejected_records',
    ...(format.has(PACKETS.name)
      ? ['if(max(rejected_measured) = 1, sum(rejected_packet_sum), "-") as rejected_packets']
      : []),
  ],
};

/** The reason for a rejection, as a key. */
export const REASON: ResultColumns = {
  in: (format) => (format.has(REJECT_REASON.name) ? ['reason as reject_reason'] : []),
};

/** The times of the first and the last record. */
export const TIMES: ResultColumns = {
  in: (format) => [
    ...(format.has(START.name) ? ['fromMillis(min(first_start) * 1000) as first_seen'] : []),
    ...(format.has(END.name) ? ['fromMillis(max(last_end) * 1000) as last_seen'] : []),
  ],
};

/** Whether the destination accepted traffic of the source, and whether it answered. */
export const REACHED: ResultColumns = {
  in: () => ['max(seen_forth) as reached', 'max(is_answered) as answered'],
};

/** The number of distinct sources whose traffic the destination accepted. */
export const REACHING_SOURCES: ResultColumns = {
  in: () => ['count_distinct(if(seen_forth = 1, `source`, "-")) - max(if(seen_forth = 1, 0, 1)) as sources'],
};

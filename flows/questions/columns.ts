/** Columns of the measures that rankings share. */
export const MEASURE_COLUMNS = ['bytes_out', 'bytes_in', 'packets_out', 'records'];

/** Columns of the times of the first and the last record. */
export const SEEN_COLUMNS = ['first_seen', 'last_seen'];

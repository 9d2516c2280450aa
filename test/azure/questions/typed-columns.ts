/** Columns of results by their KQL type. */
const COLUMNS: Readonly<Record<string, string>> = {
  long: `accepted_records addresses bytes bytes_to_destination bytes_to_source connections delivered_twice destinations
    deviation_bytes excess_bytes history_days hours_logged hours_not_compared hours_used interval_minutes
    median_bytes median_minutes most_bytes most_minutes packets packets_to_destination packets_to_source ports records
    rejected_connections rejected_packets rejected_records rows sources truncated`,
  datetime: 'first_seen hour last_delivered last_seen',
  string: `account_id cloud destination direction encryption flow_log flow_log_id interface kind network_id opener
    reject_reason rule rule_group source source_country threat_type verdict`,
  int: 'port protocol',
  real: 'share_of_hours',
  bool: 'answered reached',
};

const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries(COLUMNS).flatMap(([type, names]) => names.split(/\s+/).map((name) => [name, type] as const)),
);

/** Returns columns with their types, as `kqlColumns` returns them. */
export function typed(names: readonly string[]): { name: string; type: string | undefined }[] {
  return names.map((name) => ({ name, type: TYPES.get(name) }));
}

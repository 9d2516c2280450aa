/** Columns of results by their KQL type. */
const COLUMNS: Readonly<Record<string, string>> = {
  long: 'accepted addresses bytes bytes_before bytes_in bytes_out delivered_twice destinations dst_ports flows hours_before hours_logged hours_used interval_minutes last_bytes least_bytes median_before median_bytes median_minutes most_bytes most_minutes packets_out records rejected rows sources truncated',
  datetime: 'first_seen hour last_delivered last_seen',
  string:
    'action client cloud destination destination_address direction encryption flow_log flow_log_id kind logged_at rule rule_group server source source_address src_country threat_type',
  int: 'dst_port port protocol',
  real: 'share_of_hours times_mean',
};

const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries(COLUMNS).flatMap(([type, names]) => names.split(' ').map((name) => [name, type] as const)),
);

/** Returns columns with their types, as `kqlColumns` returns them. */
export function typed(names: readonly string[]): { name: string; type: string | undefined }[] {
  return names.map((name) => ({ name, type: TYPES.get(name) }));
}

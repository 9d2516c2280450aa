const INT_32 = new Set([
  'version',
  'srcport',
  'dstport',
  'protocol',
  'tcp-flags',
  'traffic-path',
  'encryption-status',
]);
const INT_64 = /^(packets|bytes|start|end|packets-lost-.*)$/;

/** Type of a field as AWS has it in its own Parquet files; small numbers are told as such. */
export function fieldType(name) {
  if (INT_32.has(name)) return 'int32';
  return INT_64.test(name) ? 'int64' : 'text';
}

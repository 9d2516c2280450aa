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

/** Type of a field in the Parquet files that AWS writes. int32 includes smaller numbers. */
export function fieldType(name) {
  if (INT_32.has(name)) return 'int32';
  return INT_64.test(name) ? 'int64' : 'text';
}

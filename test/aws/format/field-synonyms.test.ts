import { expect, test } from 'vitest';
import { FIELDS_BY_NAME } from '../../../aws/fields';
import { knownFieldLike, LogFormat } from '../../../aws/format';

test.each([
  ['src_ip', 'srcaddr'],
  ['sourceIPAddress', 'srcaddr'],
  ['dest-port', 'dstport'],
  ['bytes_out', 'bytes'],
  ['eni', 'interface-id'],
  ['network_id', 'vpc-id'],
  ['status', 'log-status'],
  ['srcadr', 'srcaddr'],
])('suggests for %s the field %s', (name, field) => {
  expect(knownFieldLike(name)).toBe(field);
  expect(FIELDS_BY_NAME.has(field)).toBe(true);
});

test('suggests no field for a name without a similar one', () => {
  expect(knownFieldLike('quantum-entanglement')).toBeUndefined();
});

test('the error about an unknown field contains the suggestion', () => {
  expect(() => LogFormat.parse('${src-ip}')).toThrow('Did you mean "srcaddr"?');
});

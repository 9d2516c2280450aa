import { expect, test } from 'vitest';
import { glueTables } from '../../aws/glue-tables';

const PROPS = { location: 's3://bucket', regions: ['us-east-1', 'eu-west-1'] };

test.each(['flows', 'rejects'])('the partitions of %s list the known accounts', (name) => {
  const table = glueTables({ ...PROPS, accountIds: ['123456789012', '000000000001'] }).find(
    (one) => one.name === name,
  );
  expect(table?.parameters).toMatchObject({
    'projection.account_id.type': 'enum',
    'projection.account_id.values': '123456789012,000000000001',
    'projection.region.values': 'us-east-1,eu-west-1',
  });
});

test('each query must specify unknown accounts', () => {
  for (const { parameters } of glueTables(PROPS)) {
    expect(parameters['projection.account_id.type']).toBe('injected');
    expect(parameters).not.toHaveProperty('projection.account_id.values');
  }
});

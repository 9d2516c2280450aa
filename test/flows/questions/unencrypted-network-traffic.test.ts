import { describe, expect, test } from 'vitest';
import { askQuestion, measuredBothWays, request } from '../../support/flow-rows';

const OUTSIDE = '203.0.113.9';
const SERVER = '10.0.1.5';
const AZURE_SERVER = '10.1.0.4';

describe('unencrypted-network-traffic', () => {
  test('has the unencrypted traffic of networks whose encryption is on', async () => {
    const on = { network_id: 'vpc-on' };
    const azure = { network_id: 'vnet-on' };
    const rows = [
      request({ ...on, encryption: 'none' }),
      request({ ...on, encryption: 'nitro', src_port: 50_001 }),
      request({ ...on, encryption: 'none', action: 'reject', src_port: 50_002, bytes_out: 1_000_000 }),
      request({ ...on, src_port: 50_003 }),
      measuredBothWays({ ...azure, encryption: 'NX' }),
      measuredBothWays({ ...azure, encryption: 'X', src_port: 50_001 }),
    ];
    expect(await askQuestion('unencrypted-network-traffic', rows)).toMatchObject([
      { ...azure, source: OUTSIDE, destination: AZURE_SERVER, port: 443, encryption: 'NX', bytes_to_destination: 516, bytes_to_source: 1019 },
      { ...on, source: OUTSIDE, destination: SERVER, port: 443, encryption: 'none', bytes_to_destination: 100 },
    ]); // biome-ignore format: a row a line
  });

  test.each([
    ['AWS', request({ network_id: 'n', encryption: 'none' })],
    ['Azure', measuredBothWays({ network_id: 'n', encryption: 'NX' })],
  ])('has nothing of a network of %s without encryption', async (_, row) => {
    const elsewhere = { ...row, network_id: 'other', encryption: row.cloud === 'aws' ? 'nitro' : 'X', dst_addr: '10.9.9.9' };
    expect(await askQuestion('unencrypted-network-traffic', [row, elsewhere])).toEqual([]);
  }); // biome-ignore format: a long line

  test('takes a reason of Azure as evidence that encryption is on', async () => {
    const rows = [measuredBothWays({ encryption: 'NX_HW_NOT_SUPPORTED' })];
    expect(await askQuestion('unencrypted-network-traffic', rows)).toMatchObject([
      { encryption: 'NX_HW_NOT_SUPPORTED' },
    ]);
  });
});

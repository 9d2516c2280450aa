import { describe, expect, test } from 'vitest';
import { askQuestion, measuredBothWays, quiet, reply, request } from '../../support/flow-rows';
import { at } from './hourly-rows';

describe('expected-traffic', () => {
  test('returns the hours in which a service is used, and its bytes in both directions', async () => {
    const rows = [
      // of six logged hours, two have 0 bytes, the others 100, 300, 1100 and 5000: the lesser middle value is 100
      at(22, 1),
      at(22, 2, { bytes_out: 300 }),
      at(22, 3),
      reply({ start_time: '2026-11-22 03:10:01', end_time: '2026-11-22 03:10:02' }),
      at(22, 4, { bytes_out: 5000 }),
      // hours with records, but without accepted and measured traffic
      quiet('nodata', { start_time: '2026-11-22 06:00:00' }),
      at(22, 7, { action: 'reject', bytes_out: 1_000_000 }),
      // one hour of another service, in another account
      measuredBothWays({ start_time: '2026-11-22 05:30:00' }),
      measuredBothWays({
        start_time: '2026-11-22 06:30:00',
        bytes_out: null,
        bytes_in: null,
        state: 'begin',
      }),
    ];
    expect(await askQuestion('expected-traffic', rows)).toEqual([
      {
        cloud: 'aws',
        account_id: '123456789012',
        network_id: null,
        opener: 'known',
        destination: '10.0.1.5',
        port: 443,
        protocol: 6,
        hours_used: 4,
        hours_logged: 6,
        share_of_hours: 4 / 6,
        median_bytes: 100,
        most_bytes: 5000,
      },
      {
        cloud: 'azure',
        account_id: '00000000-0000-0000-0000-000000000000',
        network_id: null,
        opener: 'known',
        destination: '10.1.0.4',
        port: 443,
        protocol: 6,
        hours_used: 1,
        hours_logged: 2,
        share_of_hours: 0.5,
        median_bytes: 0,
        most_bytes: 1535,
      },
    ]);
  });

  test('returns the middle value of three', async () => {
    const rows = [at(22, 1), at(22, 2, { bytes_out: 700 }), at(22, 3, { bytes_out: 200 })];
    expect(await askQuestion('expected-traffic', rows)).toMatchObject([{ hours_used: 3, median_bytes: 200 }]);
  });

  test('counts a flow that both ends log once', async () => {
    const ends = { src_addr: '10.0.0.4', direction: 'egress', interface_id: 'eni-2' };
    const rows = [at(22, 1, { src_addr: '10.0.0.4', direction: 'ingress' }), at(22, 1, ends)];
    expect(await askQuestion('expected-traffic', rows)).toMatchObject([{ hours_used: 1, most_bytes: 100 }]);
  });

  test('separates networks with equal ranges', async () => {
    const rows = ['vpc-1', 'vpc-2'].map((network) =>
      at(22, 1, { network_id: network, interface_id: `eni-${network}`, direction: 'ingress' }),
    );
    const networks = (await askQuestion('expected-traffic', rows)).map(({ network_id }) => network_id);
    expect(networks).toEqual(['vpc-1', 'vpc-2']);
  });

  test('returns traffic whose opener is unknown in rows of its own', async () => {
    const ike = request({ src_addr: '10.0.0.4', src_port: 500, dst_port: 500, protocol: 17 });
    expect(await askQuestion('expected-traffic', [ike])).toMatchObject([{ opener: 'unknown', port: 500 }]);
  });
});

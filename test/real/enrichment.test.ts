import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Workspace } from '../support/flow-logs';
import { hasCommand, hasPart } from '../support/processes';

const present = hasPart(
  'mmdb_writer',
  'pip install mmdb_writer',
  hasCommand('python3', '-c', 'import mmdb_writer'),
);

/** Writes MaxMind databases: countries for IPv4 and IPv6, AS numbers for IPv4 only. */
const WRITE_DATABASES = `
from netaddr import IPSet
from mmdb_writer import MMDBWriter
countries = MMDBWriter(6, 'Country', description='invented', ipv4_compatible=True)
countries.insert_network(IPSet(['198.51.100.0/24']), {'country': {'iso_code': 'NL'}})
countries.insert_network(IPSet(['2001:db8::/32']), {'country': {'iso_code': 'JP'}})
countries.to_db_file('countries.mmdb')
numbers = MMDBWriter(4, 'ASN', description='invented', int_type='u32')
numbers.insert_network(IPSet(['203.0.113.0/24']), {'autonomous_system_number': 4294967295})
numbers.to_db_file('numbers.mmdb')
`;

const LOG = `version srcaddr dstaddr pkt-srcaddr log-status
3 10.0.0.1 203.0.113.9 198.51.100.7 OK
3 2001:db8::1 192.0.2.1 - OK
3 - - - NODATA
`;

describe.skipIf(!present)('normalize with lists and databases', () => {
  const workspace = new Workspace();

  beforeAll(() => {
    execFileSync('python3', ['-c', WRITE_DATABASES], { cwd: workspace.directory });
    workspace.write('raw.log', LOG);
    workspace.write('blocklist.txt', '203.0.113.0/24, botnet\n');
  });

  afterAll(() => workspace.remove());

  test('fills the enrichment columns, with null for addresses that no list or database contains', async () => {
    const databases = ['--mmdb', 'countries.mmdb', '--mmdb', 'numbers.mmdb'];
    await workspace.flowLogs(
      'normalize',
      'raw.log',
      '--out',
      'tables',
      '--threats',
      'blocklist.txt',
      ...databases,
    );
    const columns = 'threat_type, threat_source, src_country, dst_country, src_asn, dst_asn';
    const query = ['--sql', `select ${columns} from flows order by source_row`, '--output', 'csv'];
    const { stdout } = await workspace.flowLogs('query', 'tables', ...query);
    expect(stdout.trim().split('\n')).toEqual([
      'threat_type,threat_source,src_country,dst_country,src_asn,dst_asn',
      'botnet,blocklist,NL,,,4294967295',
      ',,JP,,,',
      ',,,,,',
    ]);
  });

  test.each(['1', '2'])('reports every list or database that it cannot read, with %s jobs', async (jobs) => {
    workspace.write('more.log', LOG);
    const lists = ['--threats', 'raw.log', '--mmdb', 'raw.log', '--mmdb', 'missing.mmdb'];
    const run = ['normalize', 'raw.log', 'more.log', '--out', 'never', '--jobs', jobs, ...lists];
    const { code, stderr } = await workspace.flowLogs(...run);
    expect(stderr).toMatch(
      /^error: threat list raw\.log has no valid entry: line 1: [\s\S]*raw\.log: [\s\S]*missing\.mmdb/,
    );
    expect(code).toBe(2);
  });
});

import { describe, expect, test } from 'vitest';
import { alertMessage, MAX_SHOWN } from '../../../aws/threats/alert-message';
import { summarizeSightings } from '../../../aws/threats/threat-summary';
import type { SightingLine } from '../../../flows/enrichment/sighting-line';
import { ThreatDirection } from '../../../flows/enrichment/threat-sightings';
import { THREATS } from '../../../flows/questions/threats';
import { sighting } from './sightings';

const OUTBOUND = { direction: ThreatDirection.OUTBOUND, object: 'AWSLogs/two.log.gz' };

function messageOf(lines: readonly SightingLine[], isIncomplete = false) {
  return alertMessage({
    threats: summarizeSightings(lines),
    severity: 'ERROR',
    database: 'lake',
    workgroup: 'lake-workgroup',
    logGroup: 'normalizer-logs',
    isIncomplete,
    now: Date.parse('2026-12-01T00:05:00Z'),
  });
}

describe('the message of an alert', () => {
  test('states address, type, traffic, times, networks, accounts, lists and the query to look further', () => {
    const { subject, text } = messageOf([
      sighting(),
      sighting({ ...OUTBOUND, action: 'reject', rows: 1, bytes: null, last: '2026-12-01T00:00:30.000Z' }),
      sighting({ address: '2001:db8::5', type: 'c2', rows: 1, bytes: '999', networks: ['vpc-b', 'vpc-c'] }),
    ]);
    expect(subject).toBe('[ERROR] Traffic with 2 malicious addresses (botnet, c2)');
    expect(text).toBe(`Traffic with 2 malicious addresses in the VPC flow logs.

203.0.113.9  botnet
  traffic:  inbound, accept, 3 records, 3.4 kB; outbound, reject, 1 record
  seen:     2026-11-30 22:01:05 to 2026-12-01 00:00:30 UTC
  networks: vpc-a
  accounts: 123456789012
  list:     feodo (2026-11-30)

2001:db8::5  c2
  traffic:  inbound, accept, 1 record, 999 bytes
  seen:     2026-11-30 22:01:05 to 2026-11-30 22:04:59 UTC
  networks: vpc-b, vpc-c
  accounts: 123456789012
  list:     feodo (2026-11-30)

To look further, run this query in the Athena workgroup lake-workgroup:

with flows as (
  select * from "lake"."flows"
  where day between '2026-11-30' and '2026-12-01'
    and account_id in ('123456789012')
    and (coalesce(pkt_src_addr, src_addr) in ('203.0.113.9', '2001:db8::5')
      or coalesce(pkt_dst_addr, dst_addr) in ('203.0.113.9', '2001:db8::5'))
)
${THREATS.sql}
`);
  });

  test('counts an object that was normalized again once', () => {
    const [threat] = summarizeSightings([sighting({ rows: 2 }), sighting({ rows: 3 })]);
    expect(threat).toMatchObject({ rows: 3, traffic: [{ rows: 3, bytes: 3400n }] });
  });

  test('counts an object that was normalized again with other lists once', () => {
    const { text } = messageOf([
      sighting({ source: 'feodo@1', type: 'old' }),
      sighting({ source: 'feodo@2', rows: 4 }),
    ]);
    expect(text).toContain('inbound, accept, 4 records');
    expect(text).toContain('list:     feodo@2\n');
    expect(text).not.toContain('old');
  });

  test('fits into a message of SNS, whatever the texts are', () => {
    const texts = (kind: string) =>
      Array.from({ length: 10 }, (_, n) => `${kind}${n}${'\u5371'.repeat(254)}`);
    const lines = Array.from({ length: 60 }, (_, n) =>
      texts('l').map((source, index) =>
        sighting({
          address: `203.0.113.${n}`,
          source,
          object: `${index}`,
          networks: texts('n'),
          accounts: texts('a'),
        }),
      ),
    );
    const { text } = messageOf(lines.flat());
    expect(Buffer.byteLength(text)).toBeLessThan(262_144);
    expect(text).toMatch(/\n[0-9]+ more addresses are left out\. The query finds all\.\n/);
  });

  test('leaves addresses with a zone out, which no record has', () => {
    expect(summarizeSightings([sighting({ address: 'fe80::1%visit.example.com' })])).toEqual([]);
  });

  test('leaves addresses out beyond the limit, and its query then has no addresses', () => {
    const lines = Array.from({ length: MAX_SHOWN + 2 }, (_, n) => sighting({ address: `203.0.113.${n}` }));
    const { subject, text } = messageOf(lines);
    expect(subject).toBe(`[ERROR] Traffic with ${MAX_SHOWN + 2} malicious addresses (botnet)`);
    expect(text).toContain('\n2 more addresses are left out. The query finds all.\n');
    expect(text).not.toContain("in ('203.0.113");
    expect(messageOf(lines.slice(0, MAX_SHOWN)).text).toContain("in ('203.0.113");
  });

  test('states that the log has more sightings than were read', () => {
    expect(messageOf([sighting()], true).text).toContain(
      'The log group normalizer-logs has more sightings than the alert could read. The query finds all.',
    );
  });

  test('has no control characters, long texts or quotes of hostile records and lists', () => {
    const hostile = `Übel\r\nSubject: x\u202e${'y'.repeat(300)}`;
    const { subject, text } = messageOf([
      sighting({
        type: hostile,
        networks: ["vpc'--"],
        accounts: ["1' or '1'='1"],
        action: 'x\n',
        first: null,
      }),
      sighting({ address: "203.0.113.1') or (1=1" }),
    ]);
    expect(subject).toMatch(/^\[ERROR\] Traffic with 1 malicious address \(\?bel\?\?Subject: x\?y+\.\.\.$/);
    expect(subject.length).toBeLessThan(100);
    expect(text).toContain(`203.0.113.9  Übel??Subject: x?${'y'.repeat(103)}...\n`);
    expect(text).toContain('  seen:     unknown\n');
    const query = text.slice(text.indexOf('with flows as'));
    expect(query).not.toContain("or '1'");
    expect(query).not.toContain('account_id in');
    expect(text).not.toContain('1=1');
  });
});

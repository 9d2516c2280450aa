/** A list as its publisher formats it. All entries are invented. */
export interface ListSample {
  readonly title: string;
  readonly text: string;
  /** Types by addresses that the list contains; the name of the list is `list`. */
  readonly found: Readonly<Record<string, string>>;
  readonly notFound: readonly string[];
  readonly skipped?: number;
  readonly bad?: number;
}

const lines = (...all: string[]) => `${all.join('\n')}\n`;

const FIRE_EYE_NAMES =
  'reportId, title, threatScape, audience, intelligenceType, publishDate, reportLink, webLink, sourceDomain, sourceIp, ' +
  'subject, asn, cidr, domain, networkIdentifier, ip, port, protocol, networkType, url, malwareFamily, malwareFamilyId, actor';

export const LIST_SAMPLES: readonly ListSample[] = [
  {
    title: 'a plain list',
    text: lines('203.0.113.7', '2001:db8:7::/48', '198.51.100.0/28 # why'),
    found: { '203.0.113.7': 'list', '2001:db8:7::1': 'list', '198.51.100.15': 'list' },
    notFound: ['203.0.113.8', '198.51.100.16'],
  },
  {
    title: 'a netset of FireHOL',
    text: lines(
      '#',
      '# sample_level1',
      '# ipv4 hash:net ipset',
      '# Entries   : 3 subnets',
      '#',
      '198.51.100.0/24',
      '203.0.113.64/26',
    ),
    found: { '198.51.100.1': 'list', '203.0.113.64': 'list' },
    notFound: ['203.0.113.63'],
  },
  {
    title: 'a netset of FireHOL with networks that are not public',
    text: lines(
      '# sample_level1',
      '0.0.0.0/8',
      '10.0.0.0/8',
      '100.64.0.0/10',
      '127.0.0.0/8',
      '169.254.0.0/16',
      '172.16.0.0/12',
      '192.168.0.0/16',
      '224.0.0.0/3',
      '203.0.113.64/26',
    ),
    found: { '203.0.113.64': 'list' },
    notFound: ['10.0.0.1', '172.16.0.1', '192.168.1.1', '100.64.0.1', '224.0.0.1'],
    bad: 8,
  },
  {
    title: "Feodo's text list",
    text: [
      '#'.repeat(20),
      '# Sample Botnet C2 IP Blocklist   #',
      '# Last updated: 2026-11-30 10:00:00 UTC #',
      '#'.repeat(20),
      '203.0.113.7',
      '203.0.113.9',
      '# END 2 entries',
      '',
    ].join('\r\n'),
    found: { '203.0.113.7': 'list', '203.0.113.9': 'list' },
    notFound: ['203.0.113.8'],
  },
  {
    title: "Feodo's CSV",
    text: [
      '# Sample (CSV)',
      '#',
      '"first_seen_utc","dst_ip","dst_port","c2_status","last_online","malware"',
      '"2026-11-01 07:30:05","203.0.113.7","443","online","2026-11-30","Dridex"',
      '"2026-11-02 07:30:05","203.0.113.9","8080","offline","2026-11-29","Emotet"',
      '# END (2 entries)',
      '',
    ].join('\r\n'),
    found: { '203.0.113.7': 'Dridex', '203.0.113.9': 'Emotet' },
    notFound: ['203.0.113.8'],
  },
  {
    title: 'an older CSV of Feodo, whose names are a comment',
    text: lines(
      '# Sample',
      '# Firstseen,DstIP,DstPort,LastOnline,Malware',
      '2026-11-01 07:30:05,203.0.113.7,443,2026-11-30,Dridex',
    ),
    found: { '203.0.113.7': 'Dridex' },
    notFound: ['203.0.113.8'],
  },
  {
    title: "Feodo's JSON",
    text: JSON.stringify(
      [
        {
          ip_address: '203.0.113.7',
          port: 443,
          status: 'online',
          hostname: null,
          as_number: 64500,
          country: 'NL',
          malware: 'Dridex',
        },
      ],
      null,
      4,
    ),
    found: { '203.0.113.7': 'Dridex' },
    notFound: ['203.0.113.8'],
  },
  {
    title: "ThreatFox's CSV",
    text: lines(
      '# Sample',
      '# "first_seen_utc","ioc_id","ioc_value","ioc_type","threat_type","fk_malware","malware_alias"',
      '"2026-11-01 07:30:05", "1", "203.0.113.7:443", "ip:port", "botnet_cc", "win.sample", "None"',
      '"2026-11-01 07:30:05", "2", "bad.example.com", "domain", "botnet_cc", "win.sample", "None"',
    ),
    found: { '203.0.113.7': 'botnet_cc' },
    notFound: ['203.0.113.8'],
    skipped: 1,
  },
  {
    title: "Spamhaus' drop.txt",
    text: lines(
      '; Sample DROP List 2026/11/30',
      '; Last-Modified: Mon, 30 Nov 2026 09:00:00 GMT',
      '198.51.100.0/24 ; SBL100001',
      '203.0.113.0/25 ; SBL100002',
    ),
    found: { '198.51.100.1': 'list', '203.0.113.1': 'list' },
    notFound: ['203.0.113.128'],
  },
  {
    title: "Spamhaus' drop_v4.json",
    text: lines(
      '{"cidr":"198.51.100.0/24","sblid":"SBL100001","rir":"ripencc"}',
      '{"cidr":"203.0.113.0/25","sblid":"SBL100002","rir":"arin"}',
      '{"type":"metadata","timestamp":1764489600,"size":2,"records":2,"copyright":"(c) 2026","terms":"https://example.com/"}',
    ),
    found: { '198.51.100.1': 'list', '203.0.113.1': 'list' },
    notFound: ['203.0.113.128'],
  },
  {
    title: "AlienVault's reputation data",
    text: lines(
      '203.0.113.7#4#2#Malicious Host#US##0.0,0.0#3',
      '203.0.113.8#4#2#Scanning Host;Spamming#IN#Gurgaon#28.46,77.03#3',
      '203.0.113.9#4#2##CN#Hangzhou#23.1,113.2#3',
      'www.example.com#4#2#Malicious Host#PL##52.2,21.0#3',
    ),
    found: {
      '203.0.113.7': 'Malicious Host',
      '203.0.113.8': 'Scanning Host;Spamming',
      '203.0.113.9': 'list',
    },
    notFound: ['203.0.113.10'],
    bad: 1,
  },
  {
    title: "DShield's block list",
    text: lines(
      '#   Sample Recommended Block List',
      '#   columns (tab delimited):',
      '#',
      'Start\tEnd\tNetblock\tAttacks\tName\tCountry\temail',
      '203.0.113.0\t203.0.113.255\t24\t2113\tSAMPLE-NET\tNL\tabuse@example.com',
      '198.51.100.0\t198.51.100.63\t26\t1700\tOTHER, Inc.\tUS\t',
    ),
    found: {
      '203.0.113.0': 'list',
      '203.0.113.255': 'list',
      '203.0.113.77': 'list',
      '198.51.100.63': 'list',
    },
    notFound: ['203.0.112.255', '203.0.114.0', '198.51.100.64'],
  },
  {
    title: "DShield's block list without names of columns",
    text: lines(
      '203.0.113.0\t203.0.113.255\t24\t2113\tSAMPLE-NET\tNL\tabuse@example.com',
      '198.51.100.0\t198.51.100.63\t24\t1\tWRONG MASK',
      '198.51.100.0\t198.51.100.63',
      '198.51.100.64 198.51.100.99, botnet',
    ),
    found: { '203.0.113.77': 'list', '203.0.113.255': 'list' },
    notFound: ['198.51.100.0', '198.51.100.64'],
    bad: 3,
  },
  {
    title: "Tor's bulk exit list",
    text: lines('203.0.113.7', '203.0.113.9'),
    found: { '203.0.113.7': 'list' },
    notFound: ['203.0.113.8'],
  },
  {
    title: "Tor's exit addresses",
    text: lines(
      '@type tordnsel 1.0',
      'Downloaded 2026-11-30 08:02:00',
      'ExitNode 0123456789ABCDEF0123456789ABCDEF01234567',
      'Published 2026-11-30 06:14:22',
      'LastStatus 2026-11-30 07:00:00',
      'ExitAddress 203.0.113.7 2026-11-30 07:06:19',
      'ExitAddress 2001:db8:7::7 2026-11-30 07:06:19',
      'ExitNode 89ABCDEF0123456789ABCDEF0123456789ABCDEF',
      'Published 2026-11-30 06:14:22',
      'LastStatus 2026-11-30 07:00:00',
      'ExitAddress 203.0.113.9 2026-11-30 07:06:19',
    ),
    found: {
      '203.0.113.7': 'Tor exit node',
      '203.0.113.9': 'Tor exit node',
      '2001:db8:7::7': 'Tor exit node',
    },
    notFound: ['203.0.113.8'],
  },
  {
    title: "OTX's CSV",
    text: lines(
      'Indicator type, Indicator, Description',
      'CIDR, 198.51.100.0/24, a sample',
      'IPv4, 203.0.113.7, "scanner, fast"',
      'IPv6,2001:db8:7::7,',
      'domain,bad.example.com,',
      'FileHash-MD5,d41d8cd98f00b204e9800998ecf8427e,',
    ),
    found: { '198.51.100.9': 'a sample', '203.0.113.7': 'scanner, fast', '2001:db8:7::7': 'list' },
    notFound: ['203.0.113.8'],
    skipped: 2,
  },
  {
    title: "ProofPoint's CSV",
    text: lines(
      'ip, category, score, first_seen, last_seen, ports (|)',
      '198.51.100.1, 1, 100, 2026-01-01, 2026-01-01,',
      '203.0.113.1, CnC, 100, 2026-01-01, 2026-01-01, 80|443',
    ),
    found: { '198.51.100.1': 'list', '203.0.113.1': 'CnC' },
    notFound: ['203.0.113.2'],
  },
  {
    title: "FireEye's CSV",
    text: lines(
      FIRE_EYE_NAMES,
      '',
      '01-1, Sample, Test, Operational, threat, 1494944400, https://example.com/1, https://example.com/1, , , , , 198.51.100.0/24, , Related, , , , network, , Ursnif, 21a1, ',
      '01-2, Sample, Test, Operational, threat, 1494944400, https://example.com/2, https://example.com/2, , , , , , , Related, 203.0.113.1, , , network, , , 12ab, ',
      '01-3, Sample, Test, Operational, threat, 1494944400, https://example.com/3, https://example.com/3, , , , , , bad.example.com, Related, , , , network, , Ursnif, 8a78, ',
    ),
    found: { '198.51.100.7': 'Ursnif', '203.0.113.1': 'list' },
    notFound: ['203.0.113.2'],
    skipped: 1,
  },
  {
    title: 'addresses with ports, and ranges',
    text: lines(
      '203.0.113.7:443',
      '[2001:db8:7::7]:8080 c2',
      '198.51.100.1-198.51.100.9',
      '198.51.100.20 - 198.51.100.22, scanner',
    ),
    found: {
      '203.0.113.7': 'list',
      '2001:db8:7::7': 'c2',
      '198.51.100.9': 'list',
      '198.51.100.21': 'scanner',
    },
    notFound: ['198.51.100.10', '198.51.100.23'],
  },
  {
    title: 'ranges in CSV with other delimiters',
    text: lines('first;last;threat', '198.51.100.1;198.51.100.9;botnet', '2001:db8::1;2001:db8::2;'),
    found: { '198.51.100.9': 'botnet', '2001:db8::2': 'list' },
    notFound: ['198.51.100.10', '2001:db8::3'],
  },
  {
    title: 'a STIX 2.1 bundle',
    text: JSON.stringify(
      {
        type: 'bundle',
        id: 'bundle--00000000-0000-4000-8000-000000000001',
        objects: [
          { type: 'identity', id: 'identity--00000000-0000-4000-8000-000000000002', name: 'Sample' },
          indicator("[ipv4-addr:value = '203.0.113.7']", { indicator_types: ['malicious-activity', 'c2'] }),
          indicator("[ipv4-addr:value ISSUBSET '198.51.100.0/25' OR ipv6-addr:value = '2001:db8:7::7']", {
            labels: ['botnet'],
          }),
          indicator(
            "[ipv4-addr:value IN ('203.0.113.20', '203.0.113.21')] OR [ipv6-addr:value ISSUBSET '2001:db8:8::/48']",
          ),
          indicator("[ipv4-addr:value = '203.0.113.30' OR domain-name:value = 'bad.example.com']"),
          indicator(
            "[ipv4-addr:value = '203.0.113.31'] START t'2026-01-01T00:00:00Z' STOP t'2027-01-01T00:00:00Z'",
          ),
          indicator("[domain-name:value = 'it\\'s.example.com']"),
          indicator("[ipv4-addr:value = '203.0.113.40' AND network-traffic:dst_port = 443]"),
          indicator("[ipv4-addr:value LIKE '203.0.113.%']"),
          indicator("[ipv4-addr:value != '203.0.113.41']"),
          indicator("[ipv4-addr:value NOT = '203.0.113.42']"),
          indicator("[ipv4-addr:value = '203.0.113.43'] FOLLOWEDBY [domain-name:value = 'bad.example.com']"),
          indicator("[ipv4-addr:value = '203.0.113.50']", { valid_until: '2026-11-29T00:00:00Z' }),
          indicator("[ipv4-addr:value = '203.0.113.51']", { valid_from: '2026-12-01T00:00:00Z' }),
          indicator("[ipv4-addr:value = '203.0.113.52']", { revoked: true }),
          indicator('alert ip 203.0.113.53 any -> any any', { pattern_type: 'snort' }),
          indicator("[ipv4-addr:value = 'nonsense']"),
        ],
      },
      null,
      2,
    ),
    found: {
      '203.0.113.7': 'malicious-activity, c2',
      '198.51.100.127': 'botnet',
      '2001:db8:7::7': 'botnet',
      '203.0.113.20': 'list',
      '203.0.113.21': 'list',
      '2001:db8:8::1': 'list',
      '203.0.113.30': 'list',
      '203.0.113.31': 'list',
    },
    notFound: [...[40, 41, 42, 43, 50, 51, 52, 53].map((last) => `203.0.113.${last}`), '198.51.100.128'],
    skipped: 10,
    bad: 1,
  },
  {
    title: 'a MISP event',
    text: JSON.stringify({
      Event: {
        info: 'a sample',
        Attribute: [
          { type: 'ip-dst', category: 'Network activity', value: '203.0.113.7', to_ids: true },
          {
            type: 'ip-src|port',
            category: 'Network activity',
            value: '203.0.113.8|8080',
            to_ids: true,
            Tag: [{ name: 'tlp:clear' }],
          },
          { type: 'ip-src', category: 'Payload delivery', value: '198.51.100.0/25', to_ids: '1' },
          { type: 'ip-dst', category: 'Network activity', value: '203.0.113.10', to_ids: false },
          {
            type: 'ip-dst',
            category: 'Network activity',
            value: '203.0.113.11',
            to_ids: true,
            deleted: true,
          },
          { type: 'domain', category: 'Network activity', value: 'bad.example.com', to_ids: true },
        ],
        Object: [
          {
            name: 'ip-port',
            Attribute: [
              {
                type: 'ip-dst',
                object_relation: 'ip',
                category: 'Network activity',
                value: '203.0.113.12',
                to_ids: true,
              },
              {
                type: 'port',
                object_relation: 'dst-port',
                category: 'Network activity',
                value: '443',
                to_ids: false,
              },
            ],
          },
        ],
      },
    }),
    found: {
      '203.0.113.7': 'Network activity',
      '203.0.113.8': 'Network activity',
      '198.51.100.5': 'Payload delivery',
      '203.0.113.12': 'Network activity',
    },
    notFound: ['203.0.113.10', '203.0.113.11', '198.51.100.128'],
    skipped: 4,
  },
  {
    title: 'a list of texts in JSON',
    text: '["203.0.113.7", "198.51.100.0/24",\n "example.com"]',
    found: { '203.0.113.7': 'list', '198.51.100.7': 'list' },
    notFound: ['203.0.113.8'],
    bad: 1,
  },
];

function indicator(pattern: string, members: object = {}): object {
  return {
    type: 'indicator',
    spec_version: '2.1',
    id: 'indicator--00000000-0000-4000-8000-000000000003',
    pattern,
    pattern_type: 'stix',
    valid_from: '2026-01-01T00:00:00Z',
    ...members,
  };
}

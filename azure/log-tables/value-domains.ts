import type { ValueDomain } from './log-table';

/** Source: Azure Network Watcher documentation, "Traffic analytics schema and data aggregation". */
export const FLOW_TYPES: ValueDomain = {
  values: [
    'IntraVNet',
    'InterVNet',
    'S2S',
    'P2S',
    'AzurePublic',
    'ExternalPublic',
    'MaliciousFlow',
    'UnknownPrivate',
    'Unknown',
  ],
  otherSpellings: { 'Unknown Private': 'UnknownPrivate' },
};

/** Flow types with a public endpoint. Only these have rows in NTAIpDetails. */
export const PUBLIC_FLOW_TYPES: ValueDomain = { values: ['AzurePublic', 'ExternalPublic', 'MaliciousFlow'] };

/** Source: Azure Monitor Logs reference, "NTANetAnalytics". It has the spelling Flowlog; rows and samples have FlowLog. */
export const SUB_TYPES: ValueDomain = {
  values: ['FlowLog', 'StatusMessage'],
  otherSpellings: { Flowlog: 'FlowLog' },
};

/** Source: the same reference. It has the letters of the older table; rows and sample queries have words. */
export const FLOW_STATUSES: ValueDomain = {
  values: ['Allowed', 'Denied'],
  otherSpellings: { A: 'Allowed', D: 'Denied' },
};

/** Source: Azure Network Watcher documentation, "Use queries in traffic analytics". The schema has letters. */
export const FLOW_DIRECTIONS: ValueDomain = {
  values: ['Inbound', 'Outbound'],
  otherSpellings: { I: 'Inbound', O: 'Outbound' },
};

/** `T` is TCP, `U` is UDP. */
export const L4_PROTOCOLS: ValueDomain = { values: ['T', 'U'] };

export const CONNECTION_TYPES: ValueDomain = { values: ['VNetPeering', 'VpnGateway', 'ExpressRoute'] };

export const PEERING_TYPES: ValueDomain = {
  values: ['AzurePrivatePeering', 'AzurePublicPeering', 'MicrosoftPeering'],
};

/** Source: Azure Network Watcher documentation, "Traffic analytics schema and data aggregation". */
export const FLOW_ENCRYPTIONS: ValueDomain = {
  values: [
    'Encrypted',
    'Unencrypted',
    'Unsupported hardware',
    'Software not ready',
    'Drop due to no encryption',
    'Discovery not supported',
    'Destination on same host',
    'Fall back to no encryption',
  ],
  mayGrow: true,
};

/** Source: Azure Monitor Logs reference, "NTANetAnalytics". */
export const INGESTION_STATUSES: ValueDomain = { values: ['Completed', 'Partial', 'Failed'] };

/** Source: Azure Network Watcher documentation, "Traffic analytics schema and data aggregation". */
export const THREAT_TYPES: ValueDomain = {
  values: [
    'Botnet',
    'C2',
    'CryptoMining',
    'DarkNet',
    'DDos',
    'MaliciousUrl',
    'Malware',
    'Phishing',
    'Proxy',
    'PUA',
    'WatchList',
  ],
  mayGrow: true,
};

const CASE_IN_VM_CONNECTION: Readonly<Record<string, string>> = {
  DarkNet: 'Darknet',
  WatchList: 'Watchlist',
};

/** Source: Azure Monitor Logs reference, "VMConnection". Two values have another case than in NTAIpDetails. */
export const INDICATOR_THREAT_TYPES: ValueDomain = {
  values: THREAT_TYPES.values.map((value) => CASE_IN_VM_CONNECTION[value] ?? value),
  mayGrow: true,
};

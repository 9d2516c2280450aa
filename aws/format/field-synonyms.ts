import { bareName } from './bare-name';

/** Names of fields in other products and in the table, without separators, by field. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  srcaddr: ['sourceip', 'sourceaddress', 'sourceipaddress', 'srcip', 'saddr'],
  dstaddr: [
    'destinationip',
    'destinationaddress',
    'destinationipaddress',
    'destip',
    'destaddr',
    'dstip',
    'daddr',
  ],
  srcport: ['sourceport', 'sport'],
  dstport: ['destinationport', 'destport', 'dport'],
  protocol: ['proto', 'ipprotocol'],
  bytes: ['bytesout', 'octets', 'numberofbytes', 'numbytes'],
  packets: ['packetsout', 'numberofpackets', 'numpackets'],
  start: ['starttime', 'startedat'],
  end: ['endtime', 'endedat'],
  action: ['verdict', 'decision', 'disposition'],
  'log-status': ['status'],
  'account-id': ['account', 'owner', 'ownerid'],
  'interface-id': ['eni', 'eniid', 'networkinterface', 'networkinterfaceid'],
  'vpc-id': ['vpc', 'networkid'],
  'subnet-id': ['subnet'],
  'instance-id': ['instance', 'ec2instanceid'],
  'az-id': ['az', 'availabilityzone', 'zone'],
  'flow-direction': ['direction'],
  'tcp-flags': ['flags'],
};

const FIELDS = new Map(
  Object.entries(SYNONYMS).flatMap(([field, names]) => names.map((name) => [name, field] as const)),
);

/** The field that has another name in the table or in other products: `src_ip` is `srcaddr`. */
export function fieldOfSynonym(name: string): string | undefined {
  return FIELDS.get(bareName(name));
}

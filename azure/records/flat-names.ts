/** Meaning of a field of a flow that a forwarder wrote. */
export enum FlatName {
  TIME = 'time',
  CATEGORY = 'category',
  RESOURCE = 'resourceId',
  FLOW_LOG = 'flowLogResourceID',
  TARGET = 'targetResourceID',
  GUID = 'flowLogGUID',
  MAC = 'mac',
  RULE = 'rule',
  ACL = 'aclID',
  SUBSCRIPTION = 'subscription',
  RESOURCE_GROUP = 'resourceGroup',
  SECURITY_GROUP = 'networkSecurityGroup',
  TUPLE = 'flowTuple',
  START = 'startTime',
  SRC = 'sourceAddress',
  DST = 'destinationAddress',
  SRC_PORT = 'sourcePort',
  DST_PORT = 'destinationPort',
  PROTOCOL = 'protocol',
  DIRECTION = 'direction',
  DECISION = 'decision',
  STATE = 'flowState',
  ENCRYPTION = 'encryption',
  PACKETS_OUT = 'packetsSourceToDest',
  BYTES_OUT = 'bytesSourceToDest',
  PACKETS_IN = 'packetsDestToSource',
  BYTES_IN = 'bytesDestToSource',
}

/**
 * Spellings of each field without case and punctuation.
 *
 * Sources: Azure Network Watcher documentation, "Visualize network security group flow logs with the Elastic Stack"; the
 * function of the NSG flow logs connector of Azure Network Watcher; logstash-input-azure_blob_storage; functions of Sumo
 * Logic, New Relic and Palo Alto Networks for flow logs.
 */
const SPELLINGS: Readonly<Record<FlatName, string>> = {
  [FlatName.TIME]: 'time logtime recordtime',
  [FlatName.CATEGORY]: 'category',
  [FlatName.RESOURCE]: 'resourceid',
  [FlatName.FLOW_LOG]: 'flowlogresourceid',
  [FlatName.TARGET]: 'targetresourceid',
  [FlatName.GUID]: 'flowlogguid',
  [FlatName.MAC]: 'mac macaddress',
  [FlatName.RULE]: 'rule nsgrulename rulename',
  [FlatName.ACL]: 'aclid',
  [FlatName.SUBSCRIPTION]: 'subscription subscriptionid',
  [FlatName.RESOURCE_GROUP]: 'resourcegroup',
  [FlatName.SECURITY_GROUP]: 'networksecuritygroup nsg nsgname',
  [FlatName.TUPLE]: 'flowtuple flowtuples tuple',
  [FlatName.START]: 'starttime unixtimestamp timestamp epoch flowtime',
  [FlatName.SRC]: 'sourceaddress srcip sourceip srcaddr sourceipaddress',
  [FlatName.DST]: 'destinationaddress destip dstip destinationip dstaddr destaddr destinationipaddress',
  [FlatName.SRC_PORT]: 'sourceport srcport',
  [FlatName.DST_PORT]: 'destinationport destport dstport',
  [FlatName.PROTOCOL]: 'transportprotocol protocol proto',
  [FlatName.DIRECTION]:
    'devicedirection direction trafficflow trafficdirection flowdirection trafficdestination',
  [FlatName.DECISION]: 'deviceaction traffic decision trafficdecision flowdecision traffica/d action',
  [FlatName.STATE]: 'flowstate state',
  [FlatName.ENCRYPTION]: 'flowencryption encryption encryptionstate',
  [FlatName.PACKETS_OUT]:
    'packetsstod packetssourcetodest srcpack packetssent packetssrctodst numpacketssentsrctodest',
  [FlatName.BYTES_OUT]:
    'bytesstod bytessentsourcetodest bytessourcetodest srcbytes bytessent bytessrctodst bytessentsrctodest',
  [FlatName.PACKETS_IN]:
    'packetsdtos packetsdesttosource dstpack packetsreceived packetsdsttosrc numpacketssentdesttosrc',
  [FlatName.BYTES_IN]:
    'bytesdtos bytessentdesttosource bytesdesttosource dstbytes bytesreceived bytesdsttosrc bytessentdesttosrc',
};

/** The meaning of a field by its simplified key. */
export const FLAT_NAMES: ReadonlyMap<string, FlatName> = new Map(
  Object.entries(SPELLINGS).flatMap(([name, spellings]) =>
    spellings.split(' ').map((spelling) => [spelling, name as FlatName] as const),
  ),
);

/** A key without case, blanks and punctuation. */
export function simplified(key: string): string {
  return key.toLowerCase().replace(/[ _.-]/g, '');
}

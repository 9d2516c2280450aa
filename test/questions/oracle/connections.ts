import { type HourlyFlow, hourlyFlows, type Location, leastLocation, locationOf } from './hourly-flows';
import { groupBy, most } from './measures';
import { ownEnd } from './observation';
import { type Basis, conversationKey, openersOf } from './opener';
import { isAcceptedSyn, openingsIn } from './openings';
import { OurAddresses } from './ours';
import { isAccepted, type LoggedRecord, sourceOf } from './record';

/** A connection in one hour: who opened it, and what each end sent. */
export interface Connection extends Location {
  readonly cloud: string;
  readonly hour: number;
  readonly protocol: number | null;
  readonly ipVersion: number | null;
  readonly opener: Basis;
  readonly client: string;
  readonly clientPort: number | null;
  readonly clientLocation: Location | undefined;
  readonly clientIsOutside: boolean;
  readonly server: string;
  readonly serverPort: number | null;
  readonly serverLocation: Location | undefined;
  readonly serverIsOutside: boolean;
  /** Connections opened in this hour; null if the records cannot show it. */
  readonly connections: number | null;
  readonly reached: boolean;
  readonly answered: boolean;
  readonly bytesToServer: bigint | null;
  readonly bytesToClient: bigint | null;
  readonly packetsToServer: bigint | null;
  readonly packetsToClient: bigint | null;
  readonly accepted: number;
  readonly rejected: number;
  readonly rejectedPackets: bigint | null;
  readonly firstSeen: number | null;
  readonly lastSeen: number | null;
  readonly rejectReason: string | null;
  readonly rule: string | null;
  /** State of the accepted records that the network did not encrypt, if there are any. */
  readonly unencrypted: string | null;
  /** Whether a record shows that the network encrypts, or tries to. */
  readonly hasEncryption: boolean;
}

const TCP = 6;
const RST = 4;

/** States of a network without encryption. */
const OFF = ['none', 'NX'];

/**
 * Returns every connection of each hour.
 *
 * @param allRecords - the records that show which addresses are ours
 */
export function connectionsOf(
  records: readonly LoggedRecord[],
  allRecords: readonly LoggedRecord[],
): Connection[] {
  const flows = hourlyFlows(records);
  const ours = new OurAddresses(allRecords);
  const openers = openersOf(flows);
  const found: Connection[] = [];
  for (const hours of groupBy(flows, conversationKey).values()) {
    const everyRecord = hours.flatMap((flow) => flow.records);
    for (const flow of hours) {
      const opener = openers.get(flow) ?? { end: null, basis: 'unknown' as const };
      const isOutside = { a: !ours.has(flow.a.address), b: !ours.has(flow.b.address) };
      const client = opener.end ?? (isOutside.b && !isOutside.a ? 'b' : 'a');
      found.push(connectionOf(flow, { client, basis: opener.basis, isOutside, everyRecord, hours }));
    }
  }
  return found;
}

interface Known {
  readonly client: 'a' | 'b';
  readonly basis: Basis;
  readonly isOutside: { readonly a: boolean; readonly b: boolean };
  /** Every record of the conversation. */
  readonly everyRecord: readonly LoggedRecord[];
  readonly hours: readonly HourlyFlow[];
}

function connectionOf(flow: HourlyFlow, known: Known): Connection {
  const { client, basis, isOutside, everyRecord, hours } = known;
  const server = client === 'a' ? 'b' : 'a';
  const isNamed = basis !== 'unknown' || flow.a.port === flow.b.port;
  const clientLocation = locationOf(client, everyRecord);
  const serverLocation = locationOf(server, everyRecord);
  const isOfClient = (record: LoggedRecord) =>
    sends(record, flow, client) || (flow.cloud === 'azure' && isAccepted(record));
  const atServer = flow.touching.filter((record) => ownEnd(record) === server && isOfClient(record));
  const isAtServer = atServer.length === 0 ? null : atServer.some(isAccepted);
  const opened = openingsIn(flow, hours, everyRecord);
  const location = serverLocation ?? clientLocation ?? leastLocation(flow.touching);
  return {
    cloud: flow.cloud,
    ...location,
    hour: flow.hour,
    protocol: flow.protocol,
    ipVersion: everyRecord[0]?.ipVersion ?? null,
    opener: basis,
    client: flow[client].address,
    clientPort: isNamed ? flow[client].port : null,
    clientLocation,
    clientIsOutside: isOutside[client],
    server: flow[server].address,
    serverPort: isNamed ? flow[server].port : null,
    serverLocation,
    serverIsOutside: isOutside[server],
    connections: isAtServer === false && opened !== null ? 0 : opened,
    reached: isAtServer ?? flow.touching.some((record) => isAccepted(record) && isOfClient(record)),
    answered: isAnswered(flow, everyRecord, client),
    bytesToServer: client === 'a' ? flow.bytesAb : flow.bytesBa,
    bytesToClient: client === 'a' ? flow.bytesBa : flow.bytesAb,
    packetsToServer: client === 'a' ? flow.packetsAb : flow.packetsBa,
    packetsToClient: client === 'a' ? flow.packetsBa : flow.packetsAb,
    accepted: flow.accepted,
    rejected: flow.rejected,
    rejectedPackets: flow.rejectedPackets,
    firstSeen: flow.firstSeen,
    lastSeen: flow.lastSeen,
    rejectReason: flow.touching.map(({ rejectReason }) => rejectReason).reduce(most, null),
    rule: flow.touching.map(({ rule }) => rule).reduce(most, null),
    unencrypted: flow.touching.map(unencryptedState).reduce(most, null),
    hasEncryption: flow.touching.some(({ encryption }) => encryption !== null && !OFF.includes(encryption)),
  };
}

function unencryptedState(record: LoggedRecord): string | null {
  const { encryption } = record;
  const isUnencrypted = encryption === 'none' || encryption?.startsWith('NX') === true;
  return isAccepted(record) && isUnencrypted ? encryption : null;
}

/** Whether an end of the flow is the source of the record. */
function sends(record: LoggedRecord, flow: HourlyFlow, end: 'a' | 'b'): boolean {
  const { address, port } = sourceOf(record);
  return flow[end].address === address && flow[end].port === port;
}

/** Whether the server answered: it sent SYN with ACK, or in this hour bytes that are more than a refusal. */
function isAnswered(flow: HourlyFlow, everyRecord: readonly LoggedRecord[], client: 'a' | 'b'): boolean {
  const server = client === 'a' ? 'b' : 'a';
  const acknowledged = everyRecord.some((record) => record.initiator === 'dst' && isAccepted(record));
  const reset = everyRecord.some(
    (record) => ((record.flags ?? 0) & RST) !== 0 && sends(record, flow, server),
  );
  const isRefused = flow.protocol === TCP && everyRecord.some(isAcceptedSyn) && !acknowledged && reset;
  const bytesBack = client === 'a' ? flow.bytesBa : flow.bytesAb;
  return !isRefused && (acknowledged || (bytesBack ?? 0n) > 0n);
}

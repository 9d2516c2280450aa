import { groupBy, larger, least, most } from './measures';
import { type Conversation, type Observation, observe, ownEnd, votedEnd } from './observation';
import { isAccepted, type LoggedRecord, loggedPlace } from './record';

/** Where the interface of an end is. */
export interface Location {
  readonly account: string | null;
  readonly network: string | null;
  readonly interface: string | null;
}

/** A conversation in one hour, after the observation points. */
export interface HourlyFlow extends Conversation {
  readonly hour: number;
  readonly bytesAb: bigint | null;
  readonly bytesBa: bigint | null;
  readonly packetsAb: bigint | null;
  readonly packetsBa: bigint | null;
  readonly rejectedPackets: bigint | null;
  readonly accepted: number;
  readonly rejected: number;
  /** Accepted `begin` tuples of Azure. */
  readonly begins: number;
  readonly votesA: number;
  readonly votesB: number;
  readonly firstSeen: number | null;
  readonly lastSeen: number | null;
  readonly records: readonly LoggedRecord[];
  readonly touching: readonly LoggedRecord[];
}

/** Returns the flows of each hour. Each measure is the largest of all places that logged it. */
export function hourlyFlows(records: readonly LoggedRecord[]): HourlyFlow[] {
  const observations = observe(records);
  return [...groupBy(observations, ({ conversation, hour }) => [conversation, hour]).values()].map(merged);
}

function merged(observations: readonly Observation[]): HourlyFlow {
  const [first] = observations as readonly [Observation, ...Observation[]];
  const largest = (measure: (observation: Observation) => bigint | null) =>
    observations.map(measure).reduce(larger, null);
  const mostRecords = (filter: (record: LoggedRecord) => boolean) =>
    Math.max(...observations.map(({ records }) => records.filter(filter).length));
  const records = observations.flatMap((observation) => observation.records);
  return {
    ...first.conversation,
    hour: first.hour,
    bytesAb: largest(({ bytesAb }) => bytesAb),
    bytesBa: largest(({ bytesBa }) => bytesBa),
    packetsAb: largest(({ packetsAb }) => packetsAb),
    packetsBa: largest(({ packetsBa }) => packetsBa),
    rejectedPackets: largest(({ rejectedPackets }) => rejectedPackets),
    accepted: mostRecords(isAccepted),
    rejected: mostRecords((record) => !isAccepted(record)),
    begins: mostRecords((record) => record.state === 'begin' && isAccepted(record)),
    votesA: records.filter((record) => votedEnd(record) === 'a').length,
    votesB: records.filter((record) => votedEnd(record) === 'b').length,
    firstSeen: observations.map(({ firstSeen }) => firstSeen).reduce(least, null),
    lastSeen: observations.map(({ lastSeen }) => lastSeen).reduce(most, null),
    records,
    touching: observations.flatMap((observation) => observation.touching),
  };
}

/** The location of an end, by the records of its own interface; undefined if it was not logged. */
export function locationOf(end: 'a' | 'b', records: readonly LoggedRecord[]): Location | undefined {
  const own = records.filter((record) => ownEnd(record) === end);
  return own.length === 0 ? undefined : extremeLocation(own, most);
}

/** The least location of some records. */
export function leastLocation(records: readonly LoggedRecord[]): Location {
  return extremeLocation(records, least);
}

function extremeLocation(records: readonly LoggedRecord[], extreme: typeof least<string>): Location {
  return {
    account: records.map(({ account }) => account).reduce(extreme, null),
    network: records.map(({ network }) => network).reduce(extreme, null),
    interface: records.map(loggedPlace).reduce(extreme, null),
  };
}

import type { Connection } from '../connections';
import { least } from '../measures';
import {
  bothDirections,
  CONNECTIONS_FIRST,
  DESTINATION,
  isInbound,
  isRejected,
  MEASURES,
  measuresOfEnds,
  NETWORK,
  OPENER,
  PORT,
  PROTOCOL,
  REJECTED_CONNECTIONS,
  REJECTED_FIRST,
  REJECTED_VOLUME,
  SEEN,
  SERVICE,
  SOURCE,
} from './of-connections';
import { type Answer, type Ranking, ranked } from './ranking';

const BY_BYTES = { first: [bothDirections], limit: 50 };
const BY_CONNECTIONS = { first: CONNECTIONS_FIRST, limit: 50 };
const BY_REJECTED = { first: REJECTED_FIRST, limit: 50 };
const BASIS = { opener: ({ opener }: Connection) => opener };
const SOURCE_PORT = { source_port: ({ clientPort }: Connection) => clientPort };
const REASON = { reject_reason: ({ rejectReason }: Connection) => rejectReason };
// the tables of the networks are not enriched
const COUNTRY = { source_country: () => null };
const THREAT = { threat_type: () => null };

function answer(
  ranking: Ranking<Connection>,
  filter: (connection: Connection) => boolean = () => true,
): (connections: readonly Connection[]) => Answer {
  return (connections) => ranked(connections.filter(filter), ranking);
}

/** Pairs of addresses by bytes. */
export const topTalkers = answer({
  keys: { ...NETWORK, ...SOURCE, ...DESTINATION, ...OPENER },
  values: MEASURES,
  ...BY_BYTES,
});

/** The answers about connections, by the name of the question. */
export const ANSWERS_OF_CONNECTIONS = {
  connections: answer({
    keys: { ...NETWORK, ...PROTOCOL, ...SOURCE, ...SOURCE_PORT, ...DESTINATION, ...PORT, ...BASIS },
    values: {
      interface: (all) => all.map((each) => each.interface).reduce(least, null),
      reached: (all) => all.some(({ reached }) => reached),
      answered: (all) => all.some(({ answered }) => answered),
      ...MEASURES,
      reject_reason: (all) => all.map(({ rejectReason }) => rejectReason).reduce(least, null),
      rule: (all) => all.map(({ rule }) => rule).reduce(least, null),
      ...SEEN,
    },
    first: [bothDirections],
    limit: 100,
  }),
  'top-talkers': topTalkers,
  'accepted-traffic': answer(
    { keys: { ...NETWORK, ...SERVICE, ...OPENER }, values: { ...MEASURES, ...SEEN }, ...BY_BYTES },
    ({ accepted }) => accepted > 0,
  ),
  'who-connects': answer(
    {
      keys: { ...NETWORK, ...SOURCE, ...COUNTRY, ...THREAT, ...OPENER },
      values: measuresOfEnds('destinations', 'ports'),
      ...BY_CONNECTIONS,
    },
    isInbound,
  ),
  'connecting-countries': answer(
    {
      keys: { ...NETWORK, ...COUNTRY, ...OPENER },
      values: measuresOfEnds('sources', 'destinations'),
      first: CONNECTIONS_FIRST,
    },
    isInbound,
  ),
  'traffic-by-source': answer({
    keys: { ...NETWORK, ...SOURCE, ...OPENER },
    values: measuresOfEnds('destinations', 'ports'),
    ...BY_BYTES,
  }),
  'traffic-by-destination': answer({
    keys: { ...NETWORK, ...DESTINATION, ...OPENER },
    values: measuresOfEnds('sources', 'ports'),
    ...BY_BYTES,
  }),
  'tcp-traffic-by-source': answer(
    {
      keys: { ...NETWORK, ...SOURCE, ...OPENER },
      values: measuresOfEnds('destinations', 'ports'),
      ...BY_CONNECTIONS,
    },
    ({ protocol }) => protocol === 6,
  ),
  'rejected-traffic': answer(
    {
      keys: { ...NETWORK, ...SERVICE, ...REASON, ...OPENER },
      values: { ...REJECTED_CONNECTIONS, ...REJECTED_VOLUME, ...SEEN },
      ...BY_REJECTED,
    },
    isRejected,
  ),
  'reject-reasons': answer(
    {
      keys: { ...NETWORK, ...REASON, ...SERVICE, ...OPENER },
      values: { ...REJECTED_CONNECTIONS, ...REJECTED_VOLUME, ...SEEN },
      ...BY_REJECTED,
    },
    ({ rejectReason }) => rejectReason !== null,
  ),
  'rejected-tcp-traffic': answer(
    {
      keys: { ...NETWORK, ...SOURCE, ...SOURCE_PORT, ...DESTINATION, ...PORT, ...OPENER },
      values: { ...REJECTED_VOLUME, ...SEEN },
      first: [(row) => row.last_seen ?? null],
      limit: 50,
    },
    (connection) => isRejected(connection) && connection.protocol === 6,
  ),
};

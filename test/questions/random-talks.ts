import type { End } from './oracle/record';
import type { RandomSource } from './random-source';

/** A client that exchanges packets with a server for some windows. */
export interface Talk {
  readonly client: End;
  readonly server: End;
  /** Networks of client and server; `internet` if it is in none of them. */
  readonly networks: readonly [string, string];
  readonly protocol: number;
  readonly isRejected: boolean;
  readonly isAnswered: boolean;
  readonly throughNat: boolean;
  /** Seconds since 1970. */
  readonly windows: readonly { readonly start: number; readonly end: number }[];
}

/** A place in which addresses are. */
export interface Site {
  readonly id: string;
  readonly addresses: readonly string[];
}

/** 2026-11-22 22:00:00 UTC. */
const EVENING = 1_795_384_800;
const MINUTE = 60;
const HOUR = 3600;
const INTERNET: Site = {
  id: 'internet',
  addresses: ['203.0.113.9', '198.51.100.7', '2001:db8::9', '52.20.30.9', '2600:1f18:10::77'],
};
const SERVICES = [22, 443, 443, 53, 500, 3389, 8080, 30_080, 0];
const CLIENT_PORTS = [40_001, 40_002, 50_000, 3389, 1023, 500, 443];

/** Returns some talks between sites, so few ports and addresses that they meet often. */
export function randomTalks(random: RandomSource, sites: readonly Site[]): Talk[] {
  return random.list(random.whole(1, 7), () => {
    const [from, to] = [random.pick([...sites, INTERNET]), random.pick([...sites, INTERNET])];
    const client = random.pick(from.addresses);
    const isV6 = client.includes(':');
    const others = [...to.addresses, ...INTERNET.addresses].filter(
      (address) => address.includes(':') === isV6 && address !== client,
    );
    const server = random.pick(others);
    const protocol = random.pick([6, 6, 6, 6, 17, 17, 1, 50]);
    const hasPorts = protocol === 6 || protocol === 17;
    return {
      client: { address: client, port: hasPorts ? random.pick(CLIENT_PORTS) : 0 },
      server: { address: server, port: hasPorts ? random.pick(SERVICES) : 0 },
      networks: [from.id, to.addresses.includes(server) ? to.id : 'internet'],
      protocol,
      isRejected: random.chance(0.15),
      isAnswered: random.chance(0.85),
      throughNat: random.chance(0.3),
      windows: randomWindows(random),
    };
  });
}

/** Windows of a minute up to hours, on the same day or days later, that can start or end with an hour. */
function randomWindows(random: RandomSource): Talk['windows'] {
  let time = EVENING + random.whole(0, 3) * HOUR + random.pick([0, random.whole(0, 3599)]);
  return random.list(random.whole(1, 4), () => {
    const start = time;
    const length = random.pick([0, MINUTE - 1, MINUTE, 10 * MINUTE, 10 * MINUTE, HOUR, 5 * HOUR, 30 * HOUR]);
    time = start + length + random.pick([0, 1, MINUTE, HOUR, 3 * HOUR, 24 * HOUR, 26 * HOUR]);
    return { start, end: start + length };
  });
}

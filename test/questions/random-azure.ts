import type { RawFile } from './oracle/raw-file';
import type { RandomSource } from './random-source';
import type { Talk } from './random-talks';

const SUBSCRIPTION = 'C088DC46-D692-42AD-A4B6-9A542D28AD2A';
const NETWORKS = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks`;
const GROUPS = `/SUBSCRIPTIONS/${SUBSCRIPTION}/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS`;

/** A virtual network with one card for each address, or an appliance in front of them. */
export interface Vnet {
  readonly id: string;
  readonly addresses: readonly string[];
  readonly logged: ReadonlySet<string>;
  /** Whether a network security group logs its cards, too. */
  readonly hasGroupLog: boolean;
  /** Whether an appliance forwards all talks. */
  readonly hasAppliance: boolean;
}

/** Returns a virtual network whose addresses can be those of another one. */
export function randomVnet(random: RandomSource, index: number): Vnet {
  const range = random.pick(['10.0.0.', '10.0.0.', '10.1.0.', '20.40.60.', '2603:1000:10::']);
  const addresses = random.list(random.whole(1, 3), (host) => `${range}${host + 4}`);
  return {
    id: `net${index}`,
    addresses,
    logged: new Set(addresses.filter(() => random.chance(0.75))),
    hasGroupLog: random.chance(0.3),
    hasAppliance: random.chance(0.4),
  };
}

interface LoggedTuple {
  readonly mac: string;
  readonly vnet: string;
  readonly seconds: number;
  readonly values: readonly (string | number)[];
  readonly letter: 'B' | 'C' | 'E' | 'D';
  readonly encryption: string;
  readonly counters: readonly (string | number)[];
}

/** Writes the tuples of some talks as blobs of flow logs of virtual networks and security groups. */
export function azureFiles(random: RandomSource, vnets: readonly Vnet[], talks: readonly Talk[]): RawFile[] {
  return vnets.flatMap((vnet, index) => {
    const tuples = talks.flatMap((talk) => tuplesOf(random, vnet, index, talk));
    const ofNetwork = [...new Set(tuples.map(({ mac }) => mac))].map((mac) =>
      networkBlob(
        vnet,
        mac,
        tuples.filter((tuple) => tuple.mac === mac),
      ),
    );
    return vnet.hasGroupLog ? [...ofNetwork, groupBlob(vnet, tuples)] : ofNetwork;
  });
}

function tuplesOf(random: RandomSource, vnet: Vnet, index: number, talk: Talk): LoggedTuple[] {
  const found: LoggedTuple[] = [];
  for (const [side, own] of [talk.client.address, talk.server.address].entries()) {
    if (!vnet.logged.has(own) || talk.networks[side] !== vnet.id) continue;
    const host = own.split(/[.:]/).at(-1) ?? '';
    found.push(
      ...tuplesAt(random, vnet, `000D3A00${index}${host.padStart(3, '0')}`, side === 0 ? 'O' : 'I', talk),
    );
  }
  if (vnet.hasAppliance && talk.networks.includes(vnet.id)) {
    for (const direction of ['I', 'O'] as const)
      found.push(...tuplesAt(random, vnet, `000D3AFF${index}000`, direction, talk));
  }
  return found;
}

function tuplesAt(
  random: RandomSource,
  vnet: Vnet,
  mac: string,
  direction: 'I' | 'O',
  talk: Talk,
): LoggedTuple[] {
  const { client, server, protocol, windows, isRejected } = talk;
  const encryption = random.pick(['NX', 'X', 'NX_NOT_SUPPORTED']);
  return windows.flatMap(({ start, end }, index) => {
    const times = [start, start + Math.floor((end - start) / 2), end].filter(() => random.chance(0.85));
    return times.map((seconds, nth) => {
      const letter = isRejected
        ? 'D'
        : index === 0 && nth === 0
          ? 'B'
          : random.pick(['C', 'C', 'E'] as const);
      const isCounted = letter === 'C' || letter === 'E';
      const counters = isCounted
        ? [
            random.whole(1, 9),
            random.whole(0, 5000),
            talk.isAnswered ? random.whole(1, 9) : 0,
            talk.isAnswered ? 777 : 0,
          ]
        : random.pick([
            ['0', '0', '0', '0'],
            ['', '', '', ''],
          ]);
      const values = [client.address, server.address, client.port, server.port, protocol, direction];
      return { mac, vnet: vnet.id, seconds, values, letter, encryption, counters };
    });
  });
}

function networkBlob(vnet: Vnet, mac: string, tuples: readonly LoggedTuple[]): RawFile {
  const flowTuples = tuples.map(({ seconds, values, letter, encryption, counters }) =>
    [seconds * 1000, ...values, letter, encryption, ...counters].join(','),
  );
  const record = {
    time: '2026-11-22T23:01:37.7568150Z',
    flowLogVersion: 4,
    flowLogGUID: `00000000-0000-0000-0000-00000000000${vnet.id.slice(3)}`,
    macAddress: mac,
    category: 'FlowLogFlowEvent',
    flowLogResourceID: `/SUBSCRIPTIONS/${SUBSCRIPTION}/RESOURCEGROUPS/NETWORKWATCHERRG/PROVIDERS/MICROSOFT.NETWORK/NETWORKWATCHERS/NETWORKWATCHER_WESTUS/FLOWLOGS/${vnet.id.toUpperCase()}`,
    targetResourceID: `${NETWORKS}/${vnet.id}`,
    operationName: 'FlowLogFlowEvent',
    flowRecords: {
      flows: [
        { aclID: '00000000-0000-0000-0000-000000000000', flowGroups: [{ rule: 'PlatformRule', flowTuples }] },
      ],
    },
  };
  const folder = `insights-logs-flowlogflowevent/flowLogResourceID=/${SUBSCRIPTION}_NETWORKWATCHERRG/NETWORKWATCHER_WESTUS_${vnet.id.toUpperCase()}`;
  return {
    key: `${folder}/y=2026/m=11/d=22/h=22/m=00/macAddress=${mac}/PT1H.json`,
    text: JSON.stringify({ records: [record] }),
  };
}

function groupBlob(vnet: Vnet, tuples: readonly LoggedTuple[]): RawFile {
  const records = [...new Set(tuples.map(({ mac }) => mac))].map((mac) => ({
    time: '2026-11-22T23:01:37.7568150Z',
    macAddress: mac,
    category: 'NetworkSecurityGroupFlowEvent',
    resourceId: `${GROUPS}/${vnet.id.toUpperCase()}`,
    operationName: 'NetworkSecurityGroupFlowEvents',
    properties: {
      Version: 2,
      flows: [{ rule: 'UserRule_any', flows: [{ mac, flowTuples: groupTuples(tuples, mac) }] }],
    },
  }));
  return {
    key: `insights-logs-networksecuritygroupflowevent/resourceId=${GROUPS}/${vnet.id.toUpperCase()}/y=2026/m=11/d=22/h=22/m=00/macAddress=000D3A000000/PT1H.json`,
    text: JSON.stringify({ records }),
  };
}

/** Security groups log TCP and UDP only. */
function groupTuples(tuples: readonly LoggedTuple[], mac: string): string[] {
  return tuples
    .filter((tuple) => tuple.mac === mac && (tuple.values[4] === 6 || tuple.values[4] === 17))
    .map(({ seconds, values, letter, counters }) => {
      const [src, dst, srcPort, dstPort, protocol, direction] = values;
      const verdict = letter === 'D' ? 'D' : 'A';
      const state = letter === 'D' ? 'B' : letter;
      const ends = [seconds, src, dst, srcPort, dstPort, protocol === 6 ? 'T' : 'U', direction];
      return [...ends, verdict, state, ...counters].join(',');
    });
}

import { type ColumnName, flowColumn } from '../flows/columns';
import type { Random } from './random';
import { hostileToken, validToken } from './tokens';

const ENDPOINTS: readonly ColumnName[] = ['start_time', 'src_addr', 'dst_addr', 'src_port', 'dst_port'];
const COUNTERS: readonly ColumnName[] = ['packets_out', 'bytes_out', 'packets_in', 'bytes_in'];
const RULES = ['DefaultRule_AllowVnetInBound', 'UserRule_ssh', 'DefaultRule_DenyAllInBound', 'a', ''];
const ACLS = ['00000000-0000-0000-0000-000000000000', '/Subscriptions/A//acl', 'ACL'];
const MACS = ['000D3A359573', '6045BDEC2532', 'none'];
const ENCRYPTIONS = ['X', 'NX', 'NX_HW_NOT_SUPPORTED', 'SOMETHING_NEW'];
const TARGETS = ['virtualNetworks/Net', 'virtualNetworks/Né/subnets/S', 'networkInterfaces/N'];
/** JSON values in the place of other ones. */
const OTHER_VALUES: readonly unknown[] = [null, 0, '', 'x', [], {}, [null], ['x'], { a: 1 }, true, -1.5e300];
const RECORD_RARITY = 30;
const USUAL = /^(\d+(\.\d+){3}|[1-9]\d{0,15}|[0-9a-f]{1,4}(::?[0-9a-f]{1,4}){3,7})$/;

/** The JSON of a record, and the number of its tuples. */
export interface BlobRecordText {
  readonly text: string;
  readonly tuples: number;
}

/** Generates records of one category. The text around their tuples recurs. Some parts are invalid. */
export class BlobRecords {
  private readonly isNsg: boolean;
  private readonly version: number;
  /** One of this many tuples has a hostile field. */
  private readonly rarity: number;
  private readonly pools: ReadonlyMap<ColumnName, readonly string[]>;
  private minute: number;

  constructor(private readonly random: Random) {
    this.isNsg = random.once(3);
    this.version = this.isNsg ? random.pick([1, 2, 2]) : 4;
    this.rarity = random.pick([30, 300, 5000]);
    this.minute = random.below(1440);
    const isUsual = !random.once(4);
    const size = random.pick([1, 3, 12, 40]);
    this.pools = new Map(
      [...ENDPOINTS, ...COUNTERS].map((name) => [
        name,
        Array.from({ length: size }, () => fieldOf(name, isUsual, random)),
      ]),
    );
  }

  next(maxTuples: number): BlobRecordText {
    const { random } = this;
    if (!random.once(3)) this.minute = (this.minute + 1) % 1440;
    const groups = this.some(2, () => this.some(3, () => this.tuples(maxTuples)));
    const record = this.isNsg ? this.nsgRecord(groups) : this.vnetRecord(groups);
    const tuples = groups.flat(2).length;
    if (random.once(RECORD_RARITY)) spoil(record, random);
    return { text: this.written(record), tuples };
  }

  private vnetRecord(groups: readonly (readonly string[])[][]): Record<string, unknown> {
    const { random } = this;
    const flows = groups.map((inner) => ({
      aclID: random.pick(ACLS),
      flowGroups: inner.map((flowTuples) => ({ rule: random.pick(RULES), flowTuples })),
    }));
    return {
      time: this.time(),
      flowLogVersion: this.version,
      flowLogGUID: '36094B6B-6999-48cf-8052-f8815f6732d9',
      macAddress: random.pick(MACS),
      category: 'FlowLogFlowEvent',
      flowLogResourceID:
        '/SUBSCRIPTIONS/C088DC46-D692-42AD-A4B6-9A542D28AD2A/RESOURCEGROUPS/NETWORKWATCHERRG/PROVIDERS/MICROSOFT.NETWORK/NETWORKWATCHERS/NETWORKWATCHER_WESTUS/FLOWLOGS/LABS',
      targetResourceID: `/subscriptions/c088dc46-d692-42ad-a4b6-9a542d28ad2a/resourceGroups/labs/providers/Microsoft.Network/${random.pick(TARGETS)}`,
      operationName: 'FlowLogFlowEvent',
      flowRecords: { flows },
    };
  }

  private nsgRecord(groups: readonly (readonly string[])[][]): Record<string, unknown> {
    const { random } = this;
    const flows = groups.map((inner) => ({
      rule: random.pick(RULES),
      flows: inner.map((flowTuples) => ({ mac: random.pick(MACS), flowTuples })),
    }));
    return {
      time: this.time(),
      systemId: '05cdbee8-43c6-458e-b53c-d707f958c66b',
      macAddress: random.pick(MACS),
      category: 'NetworkSecurityGroupFlowEvent',
      resourceId:
        '/SUBSCRIPTIONS/11111111-2222-3333-A4B6-000000000000/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/WEB',
      operationName: 'NetworkSecurityGroupFlowEvents',
      properties: { Version: this.version, flows },
    };
  }

  private time(): string {
    const millis = Date.UTC(2026, 10, 22) + this.minute * 60_000 + this.random.below(1000);
    return new Date(millis).toISOString().replace('Z', '1234Z');
  }

  private tuples(most: number): string[] {
    return Array.from({ length: this.random.below(most + 1) }, () => this.tuple());
  }

  private tuple(): string {
    const { random, version } = this;
    const fields = [...ENDPOINTS.map((name) => this.field(name)), ...this.composite()];
    if (version !== 1) fields.push(...this.counters(fields));
    if (random.once(this.rarity)) this.hostile(fields);
    return fields.join(',');
  }

  private composite(): string[] {
    const { random } = this;
    const direction = random.pick(['I', 'O']);
    const number = random.once(3) ? String(random.below(256)) : random.pick(['6', '17']);
    if (!this.isNsg) return [number, direction, random.pick(['B', 'C', 'E', 'D']), random.pick(ENCRYPTIONS)];
    const words = [random.pick(['T', 'U', number]), direction, random.pick(['A', 'D'])];
    return this.version === 1 ? words : [...words, random.pick(['B', 'C', 'E'])];
  }

  /** The counters of a flow that begins or was denied may be empty. */
  private counters(fields: readonly string[]): string[] {
    const { random } = this;
    const isCounted = this.isNsg
      ? fields[7] === 'A' && fields[8] !== 'B'
      : fields[7] === 'C' || fields[7] === 'E';
    if (isCounted) return COUNTERS.map((name) => this.field(name));
    return random.pick([
      ['0', '0', '0', '0'],
      ['', '', '', ''],
      ['0', '', '0', ''],
    ]);
  }

  private field(name: ColumnName): string {
    return this.random.pick(this.pools.get(name) as readonly string[]);
  }

  private hostile(fields: string[]): void {
    const { random } = this;
    const at = random.below(fields.length);
    switch (random.below(5)) {
      case 0:
        fields.splice(at, 1);
        break;
      case 1:
        fields.splice(at, 0, fields[at] as string);
        break;
      default: {
        const name = [...ENDPOINTS, ...COUNTERS][at % (ENDPOINTS.length + COUNTERS.length)] as ColumnName;
        fields[at] = hostileToken(flowColumn(name), random).toString('utf8');
      }
    }
  }

  private some<T>(most: number, make: () => T): T[] {
    return Array.from({ length: 1 + this.random.below(most) }, make);
  }

  /** Serializes mostly as Azure does. */
  private written(record: Record<string, unknown>): string {
    const { random } = this;
    if (!random.once(RECORD_RARITY)) return JSON.stringify(record);
    switch (random.below(4)) {
      case 0:
        return JSON.stringify(record, null, random.below(3));
      case 1:
        return JSON.stringify(Object.fromEntries(Object.entries(record).reverse()));
      case 2:
        return JSON.stringify(record).replaceAll(',"', ', "');
      default:
        return JSON.stringify(record).replaceAll('/', random.pick(['\\/', '\\u002f', '/']));
    }
  }
}

/** A valid text of a field. `isUsual` restricts it to what Azure writes. */
function fieldOf(name: ColumnName, isUsual: boolean, random: Random): string {
  for (;;) {
    const text = validToken(flowColumn(name), random).toString('latin1');
    if (text !== '-' && (!isUsual || USUAL.test(text))) return text;
  }
}

/** Replaces or deletes a random value of a record. */
function spoil(record: Record<string, unknown>, random: Random): void {
  let place: Record<string, unknown> | unknown[] = record;
  for (;;) {
    const keys = Object.keys(place);
    const key = random.pick(keys) as keyof typeof place;
    const inner: unknown = place[key];
    const isDeep = typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0;
    if (isDeep && !random.once(4)) {
      place = inner as Record<string, unknown>;
      continue;
    }
    if (random.once(4)) delete place[key];
    else (place as Record<string, unknown>)[random.once(4) ? 'extra' : key] = random.pick(OTHER_VALUES);
    return;
  }
}

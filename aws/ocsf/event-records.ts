import { BadValue } from '../../flows/cell';
import { MAX_LINE_BYTES } from '../../flows/input/lines';
import type { Origin } from '../../flows/origin';
import { RejectCode } from '../../flows/rejects';
import { shown } from '../../flows/shown';
import { isTgwOnly, isVpcOnly } from '../fields';
import type { RecordSink } from '../record-sink';
import { exportedTokenOf } from '../text/exported-token';
import { NULL_SIGN } from '../text/record';
import type { EventAttributes } from './event-attributes';
import { flowLogOfEvent } from './flow-log-of-event';

/** OCSF class Network Activity. */
const NETWORK_ACTIVITY = '4001';
/** Most fields of the events of one source: those of AWS, and unknown ones. */
const MAX_FIELDS = 250;
const ACCOUNT_ID = /^\d{12}$/;

/** Fields in the order in which the events of one kind of flow log have them first. */
interface Fields {
  readonly names: string[];
  readonly positions: Map<string, number>;
}

/** Passes OCSF events to a sink as records. */
export class EventRecords {
  private readonly vpc: Fields = { names: [], positions: new Map() };
  private readonly transitGateway: Fields = { names: [], positions: new Map() };
  private inUse: Fields | undefined;

  constructor(
    private readonly records: RecordSink,
    private readonly origin: Origin,
  ) {}

  /**
   * Reads one event.
   *
   * @param raw the whole event, which a reject contains
   */
  event(event: EventAttributes, raw: string, position: bigint): void {
    const problem = problemOf(event);
    const fields = problem === undefined ? this.fieldsOf(event) : problem;
    if (typeof fields === 'string') {
      const text = raw.slice(0, MAX_LINE_BYTES);
      this.records.reject(position, new BadValue(RejectCode.NOT_A_RECORD, fields), text);
      return;
    }
    const { names, positions } = fields.of;
    const tokens = new Array<string>(names.length).fill(NULL_SIGN);
    for (const [name, value] of Object.entries(fields.values))
      tokens[positions.get(name) as number] = exportedTokenOf(name)(value);
    this.records.useOrigin(this.originOf(event));
    this.records.record(tokens, raw, position);
  }

  /** Returns the values of an event and its fields, which are then in use; or the problem if that is impossible. */
  private fieldsOf(
    event: EventAttributes,
  ): { of: Fields; values: Readonly<Record<string, string>> } | string {
    const values = flowLogOfEvent(event);
    const names = Object.keys(values);
    const isTransitGateway = names.some(isTgwOnly);
    if (isTransitGateway && names.some(isVpcOnly))
      return 'the event mixes fields of VPC and transit gateway flow logs';
    const fields = isTransitGateway ? this.transitGateway : this.vpc;
    const added = names.filter((name) => !fields.positions.has(name));
    if (fields.names.length + added.length > MAX_FIELDS)
      return `the events have more than ${MAX_FIELDS} different fields`;
    for (const name of added) {
      fields.positions.set(name, fields.names.length);
      fields.names.push(name);
    }
    if (added.length > 0 || this.inUse !== fields) this.use(fields);
    return { of: fields, values };
  }

  private use(fields: Fields): void {
    this.records.useFields(fields.names, 'the OCSF events');
    this.inUse = fields;
  }

  /** The account of the flow log is the one in the object key, or else that of the event. */
  private originOf(event: EventAttributes): Origin {
    const account = event.text('cloud.account.uid') ?? event.text('cloud.account_uid');
    const { flow_log_id: flowLogId, log_stream: logStream } = event.unmapped();
    return {
      ...this.origin,
      ...(this.origin.accountId === undefined && account && ACCOUNT_ID.test(account)
        ? { accountId: account }
        : {}),
      ...(flowLogId === undefined ? {} : { flowLogId }),
      ...(logStream === undefined ? {} : { logStream }),
    };
  }
}

function problemOf(event: EventAttributes): string | undefined {
  const kind = event.text('class_uid');
  if (kind !== undefined && kind !== NETWORK_ACTIVITY) {
    return `the event has the OCSF class ${shown(kind)}; flow logs have the class ${NETWORK_ACTIVITY}`;
  }
  const provider = event.text('cloud.provider');
  if (provider !== undefined && provider !== 'AWS') {
    return `the event is of the cloud ${shown(provider)}, and only events of AWS can be read. Read the raw logs instead`;
  }
  return undefined;
}

import { BadValue } from '../../flows/cell';
import { MAX_LINE_BYTES } from '../../flows/input/lines';
import type { Origin } from '../../flows/origin';
import { RejectCode } from '../../flows/rejects';
import { shown } from '../../flows/shown';
import { GrowingFields } from '../growing-fields';
import type { RecordSink } from '../record-sink';
import { exportedTokenOf } from '../text/exported-token';
import { NULL_SIGN } from '../text/record';
import type { EventAttributes } from './event-attributes';
import { flowLogOfEvent } from './flow-log-of-event';

/** OCSF class Network Activity. */
const NETWORK_ACTIVITY = '4001';
const ACCOUNT_ID = /^\d{12}$/;

/** Passes OCSF events to a sink as records. */
export class EventRecords {
  private readonly fields: GrowingFields;

  constructor(
    private readonly records: RecordSink,
    private readonly origin: Origin,
  ) {
    const words = { record: 'the event', records: 'the events', parts: 'fields', where: 'the OCSF events' };
    this.fields = new GrowingFields(records, words);
  }

  /**
   * Reads one event.
   *
   * @param raw the whole event, which a reject contains
   */
  event(event: EventAttributes, raw: string, position: bigint): void {
    const problem = problemOf(event);
    const values = problem === undefined ? flowLogOfEvent(event) : {};
    const fields = problem ?? this.fields.use(Object.keys(values));
    if (typeof fields === 'string') {
      const text = raw.slice(0, MAX_LINE_BYTES);
      this.records.reject(position, new BadValue(RejectCode.NOT_A_RECORD, fields), text);
      return;
    }
    const { names, positions } = fields;
    const tokens = new Array<string>(names.length).fill(NULL_SIGN);
    for (const [name, value] of Object.entries(values))
      tokens[positions.get(name) as number] = exportedTokenOf(name)(value);
    this.records.useOrigin(this.originOf(event));
    this.records.record(tokens, raw, position);
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

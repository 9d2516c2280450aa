import { BadValue } from '../../flows/cell';
import { parsedOrError } from '../../flows/input/exact-json';
import { type JsonElement, JsonElements } from '../../flows/input/json-elements';
import { membersOf } from '../../flows/input/json-members';
import { MAX_LINE_BYTES } from '../../flows/input/lines';
import { RejectCode } from '../../flows/rejects';
import type { AwsReading } from '../forms/aws-form';
import type { RecordSink } from '../record-sink';
import { EventRecords } from './event-records';
import { JsonEvent } from './json-event';

/**
 * Reads OCSF events from JSON: a list, one object per line, or one document. Events are numbered from 1.
 *
 * @throws InputError if the source is not JSON or is truncated
 */
export async function readOcsfJson(
  bytes: AsyncIterable<Uint8Array>,
  { origin, records }: AwsReading,
): Promise<void> {
  const reader = new JsonEventReader(records, new EventRecords(records, origin));
  const elements = new JsonElements(new Set());
  for await (const chunk of bytes) {
    for (const element of elements.push(chunk)) reader.element(element);
  }
  for (const element of elements.end()) reader.element(element);
  records.end();
}

class JsonEventReader {
  private position = 0n;

  constructor(
    private readonly records: RecordSink,
    private readonly events: EventRecords,
  ) {}

  element({ text, invalid }: JsonElement): void {
    this.position++;
    this.records.found(1);
    const value = invalid ? undefined : parsedOrError(text);
    const members = value instanceof SyntaxError ? undefined : membersOf(value);
    if (members) this.events.event(new JsonEvent(members), text, this.position);
    else if (invalid) this.reject('the event is not valid UTF-8', text, invalid);
    else this.reject(value instanceof SyntaxError ? value.message : 'expected an object', text);
  }

  private reject(problem: string, raw: string, rawBytes?: Uint8Array): void {
    const bad = new BadValue(RejectCode.NOT_A_RECORD, problem);
    this.records.reject(
      this.position,
      bad,
      raw.slice(0, MAX_LINE_BYTES),
      rawBytes?.subarray(0, MAX_LINE_BYTES),
    );
  }
}

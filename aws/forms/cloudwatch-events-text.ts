import { type EventLine, readEventLines } from '../text/event-lines';
import { canBeRecord } from '../text/event-prefix';
import type { AwsForm } from './aws-form';

const EVENTS = 'EVENTS';
const STREAMS = 'SEARCHEDLOGSTREAMS';
/** Tokens for the next page: `f/3...` and `b/3...`. */
const TOKENS = /^(?:[bf]\/\d{1,80}(?:\/s)?|None)(?:\t(?:[bf]\/\d{1,80}(?:\/s)?|None))?$/;

/** Log events of CloudWatch Logs as the AWS CLI writes them with `--output text`. */
export const CLOUDWATCH_EVENTS_TEXT_FORM: AwsForm = {
  id: 'cloudwatch-events-text',
  title: 'log events of CloudWatch Logs in text output',
  cloud: 'aws',
  description: {
    recognizedBy: 'lines that begin with `EVENTS` and a tab',
    example:
      'aws logs filter-log-events --log-group-name NAME --output text | flow-logs normalize - --out tables --format default',
    sourceDocument: 'AWS Command Line Interface User Guide, "Setting the output format in the AWS CLI"',
    sourceRow: 'the line',
    notes: 'Lines with the tokens of the next page, and with searched log streams, are no records.',
  },
  recognizes({ lines }) {
    const events = lines.find((line) => eventOf(line) !== null);
    const event = events === undefined ? undefined : eventOf(events);
    return event && canBeRecord(event.record)
      ? 'the first record is in a line that begins with EVENTS'
      : undefined;
  },
  read: (bytes, reading) => readEventLines(bytes, reading, eventOf),
};

/** The members of an event are in the order of their names: with or without the id and the log stream. */
function eventOf(line: string): EventLine | undefined | null {
  const [kind, ...values] = line.split('\t');
  if (kind === STREAMS || TOKENS.test(line)) return null;
  if (kind !== EVENTS) return undefined;
  if (values.length === 5) return { record: values[3] as string, logStream: values[2] };
  return values.length === 3 ? { record: values[1] as string, logStream: undefined } : undefined;
}

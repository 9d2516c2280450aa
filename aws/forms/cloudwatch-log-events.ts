import { membersOf } from '../../flows/input/json-members';
import { readElements } from '../members/element-reader';
import { hasText, jsonEvidence } from '../members/json-evidence';
import type { AwsForm } from './aws-form';

/** Members of a log event besides its message. */
const EVENT_MEMBERS = ['eventId', 'ingestionTime', 'logStreamName', 'timestamp'];
/** Members around an empty list of events. */
const RESULT_MEMBERS = ['searchedLogStreams', 'nextToken', 'nextForwardToken', 'nextBackwardToken'];

/** Log events of CloudWatch Logs as its API returns them. */
export const CLOUDWATCH_LOG_EVENTS_FORM: AwsForm = {
  id: 'cloudwatch-log-events',
  title: 'log events of CloudWatch Logs',
  cloud: 'aws',
  description: {
    recognizedBy:
      'JSON with `events`, a list of log events, or one log event after the other: `message` with `timestamp`',
    example:
      'aws logs filter-log-events --log-group-name NAME | flow-logs normalize - --out tables --format default',
    sourceDocument: 'Amazon CloudWatch Logs API Reference, "FilterLogEvents" and "GetLogEvents"',
    sourceRow: 'the log event',
    notes:
      'The log stream is kept in `log_stream`. A list of messages alone (`--query events[].message`) is read too.',
  },
  recognizes({ json }) {
    const { list, first, around } = jsonEvidence(json);
    if (first === undefined) {
      const member = list === 'events' ? RESULT_MEMBERS.find((name) => name in around) : undefined;
      return member && `JSON has the members events and ${member}`;
    }
    if (typeof first === 'string')
      return list === '' && isMessage(first) ? 'JSON is a list of messages' : undefined;
    if (!hasText(first, 'message')) return undefined;
    const member = EVENT_MEMBERS.find((name) => name in (membersOf(first) ?? {}));
    return member && `the first JSON object has the members message and ${member}`;
  },
  read: readElements,
};

/** Returns whether a text can be the message of a flow log: at least three values. */
function isMessage(text: string): boolean {
  return text.split(' ', 3).length === 3;
}

import { type Duration, Stack, Stage, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FlowLake } from '../flow-lake';
import type { MaliciousTrafficAlertProps } from '../malicious-traffic-alert-props';
import { alarmTopicProblems } from './alarm-topic';
import { isInOtherEnvironment } from './environment';
import { keyProblems } from './key-problems';
import { listProblems } from './token-lists';

const MAX_WINDOW_MINUTES = 24 * 60;
const MAX_TYPES = 10;
const MAX_TYPE_LENGTH = 255;

/** All problems of the props of an alert. */
export function alertProblems(scope: Construct, props: MaliciousTrafficAlertProps): string[] {
  const { lake } = props.source.bind();
  return [
    ...sourceProblems(scope, lake),
    ...receiverProblems(props),
    ...alarmTopicProblems(scope, 'topic', props.topic),
    ...windowProblems(props.window),
    ...typeProblems(props.types),
    ...keyProblems('encryptionKey', props.encryptionKey),
    ...(props.topic && props.encryptionKey
      ? ['encryptionKey applies to a new topic, but topic is set: encrypt that topic instead']
      : []),
  ];
}

function sourceProblems(scope: Construct, lake: FlowLake): string[] {
  const { path } = lake.node;
  const { account, region } = Stack.of(lake);
  return [
    ...(lake.enrichmentPrefix === undefined
      ? [`source is the lake ${path}, which has no threat lists: set its prop enrichment`]
      : []),
    ...(isInOtherEnvironment(scope, { account, region })
      ? [
          `source is the lake ${path} in account ${account} and region ${region}, but alarms read metrics of their own ` +
            'account and region: create the alert in the stack of the lake',
        ]
      : []),
    ...(Stage.of(lake) !== Stage.of(scope)
      ? [
          `source is the lake ${path}, which is in another Stage. CDK cannot refer from one Stage to another: create the ` +
            'alert in the stack of the lake',
        ]
      : []),
  ];
}

function receiverProblems({ emails = [], webhooks = [], topic }: MaliciousTrafficAlertProps): string[] {
  const known = (texts: readonly string[]) => texts.filter((text) => !Token.isUnresolved(text));
  return [
    ...(emails.length + webhooks.length === 0 && !topic
      ? ['the alert has no receiver: set emails, webhooks or topic']
      : []),
    ...listProblems('emails', emails, (texts) =>
      known(texts)
        .filter((email) => !/^[^\s@]+@[^\s@]+$/.test(email))
        .map(
          (email) =>
            `emails contains ${JSON.stringify(email)}: expected an address such as security@example.com`,
        ),
    ),
    ...listProblems('webhooks', webhooks, (texts) =>
      known(texts)
        .filter((url) => !url.startsWith('https://'))
        .map((url) => `webhooks contains ${JSON.stringify(url)}: expected a URL that starts with https://`),
    ),
    ...duplicates('emails', emails),
    ...duplicates('webhooks', webhooks),
  ];
}

function windowProblems(window: Duration | undefined): string[] {
  if (window === undefined) return [];
  if (window.isUnresolved()) return ['window is a token: pass a number of minutes'];
  const minutes = window.toMinutes({ integral: false });
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= MAX_WINDOW_MINUTES) return [];
  return [`window is ${minutes} minutes: expected a whole number from 1 to ${MAX_WINDOW_MINUTES}`];
}

function typeProblems(types: readonly string[] | undefined): string[] {
  return listProblems('types', types, problemsOfTypes);
}

function problemsOfTypes(types: readonly string[]): string[] {
  return [
    ...(types.length === 0 ? ['types is empty: leave it out for all types'] : []),
    ...(types.length > MAX_TYPES
      ? [`types has ${types.length} types: expected at most ${MAX_TYPES}, or leave it out for all types`]
      : []),
    ...types
      .filter((type) => Token.isUnresolved(type) || !isDimension(type))
      .map(
        (type) =>
          `types contains ${JSON.stringify(type)}: expected 1 to ${MAX_TYPE_LENGTH} printable ASCII characters without a colon at the start, as in the list`,
      ),
    ...duplicates('types', types),
  ];
}

/** Source: CloudWatch API Reference, "Dimension". */
function isDimension(type: string): boolean {
  return (
    /^[\x20-\x7e]+$/.test(type) &&
    type.trim() === type &&
    !type.startsWith(':') &&
    type.length <= MAX_TYPE_LENGTH
  );
}

function duplicates(name: string, values: readonly string[]): string[] {
  const repeated = new Set(values.filter((value, index) => values.indexOf(value) !== index));
  return [...repeated].map((value) => `${name} contains ${JSON.stringify(value)} twice: remove one`);
}

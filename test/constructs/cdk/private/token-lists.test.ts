import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import {
  FlowLake,
  type FlowLakeProps,
  MaliciousTrafficAlert,
  ThreatSource,
} from '../../../../constructs/cdk';
import { newStack } from '../../../support/cdk-apps';
import { messageOf } from '../../../support/thrown';

/** A list whose number of values synthesis does not know. */
function parameter(stack: Stack): string[] {
  return new CfnParameter(stack, 'Values', { type: 'CommaDelimitedList' }).valueAsList;
}

const problemOf = (name: string) =>
  `${name} is a token, whose number of values is unknown at synthesis: pass a list of texts`;

test.each<[string, (values: string[]) => FlowLakeProps]>([
  ['senders.accounts', (accounts) => ({ senders: { accounts, regions: ['eu-west-1'] } })],
  ['senders.regions', (regions) => ({ senders: { accounts: ['222222222222'], regions } })],
  ['lakeFormation.readers', (readers) => ({ lakeFormation: { readers } })],
])('%s of a lake rejects a list that is a token', (name, propsOf) => {
  const stack = newStack();
  const message = messageOf(() => new FlowLake(stack, 'Lake', propsOf(parameter(stack))));
  expect(message).toContain(problemOf(name));
  expect(message).not.toContain('Token[');
});

test.each(['emails', 'webhooks', 'types'])('%s of an alert rejects a list that is a token', (name) => {
  const stack = newStack();
  const source = ThreatSource.lake(new FlowLake(stack, 'Lake', { enrichment: {} }));
  const props = { source, emails: ['security@example.com'], [name]: parameter(stack) };
  const message = messageOf(() => new MaliciousTrafficAlert(stack, 'Alert', props));
  expect(message).toContain(problemOf(name));
  expect(message).not.toContain('Token[');
});

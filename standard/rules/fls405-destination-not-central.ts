import { type AwsFlowLog, type AzureFlowLog, Cloud, type Sink } from '../facts';
import { DEFAULTS } from '../facts/allowed-values';
import type { AllowedDestination } from '../file/schema';
import { Severity } from '../severity';
import { isPlace } from './central-place';
import { onAwsFlowLogs, onAzureFlowLogs, whenKnown } from './each';
import { flowLogExample } from './examples';
import { fits } from './glob';
import { fail, pass, type Rule, undecided, type Verdict } from './rule';

export const DESTINATION_NOT_CENTRAL: Rule = {
  id: 'FLS405',
  name: 'destination-not-central',
  title: 'records go to the places that the standard names',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'Who owns an account can delete the logs in it: a central place is out of reach of what is being watched.',
  fix: 'deliver to a place of the standard',
  bad: flowLogExample({ LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::team-logs' }),
  good: flowLogExample({ LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::central-logs' }),

  check: (model, { aws, azure }) => [
    ...onAwsFlowLogs(model, (flowLog) => (aws.destinations ? inAws(flowLog, aws.destinations) : [])),
    ...onAzureFlowLogs(model, (flowLog) =>
      azure.storageAccounts ? inAzure(flowLog, azure.storageAccounts) : [],
    ),
  ],
};

function inAws(flowLog: AwsFlowLog, allowed: readonly AllowedDestination[]): Verdict[] {
  return whenKnown(flowLog, flowLog.destinationType, (type = DEFAULTS.destinationType) => {
    const ofType = allowed.filter((each) => each.type === type);
    // of another type is what another rule says
    if (
      ofType.length === 0 ||
      ofType.some(({ name, account }) => name === undefined && account === undefined)
    ) {
      return pass(flowLog);
    }
    return whenKnown(flowLog, flowLog.sink, (sink, at) => {
      const answers = ofType.map((each) => isPlace(sink, each));
      if (answers.includes(true)) return pass(flowLog);
      if (answers.includes(undefined)) {
        const open = [sink.name, sink.account].find((value) => !value.known);
        return undecided(flowLog, open && !open.known ? open.reason : 'its place is not known', at);
      }
      const names = ofType.map(({ name, account }) =>
        [name, account && `account ${account}`].filter(Boolean).join(' in '),
      );
      return fail(flowLog, `records go to ${shown(sink)}, and the standard has ${names.join(', or ')}`, {
        at,
        related: [{ label: 'where records go', fact: sink }],
      });
    });
  });
}

function inAzure(flowLog: AzureFlowLog, allowed: readonly string[]): Verdict[] {
  return whenKnown(flowLog, flowLog.sink, (sink, at) =>
    whenKnown(flowLog, sink.name, (name) =>
      allowed.some((pattern) => fits(pattern, name))
        ? pass(flowLog)
        : fail(flowLog, `records go to ${name}, and the standard has ${allowed.join(', or ')}`, {
            at,
            related: [{ label: 'where records go', fact: sink }],
          }),
    ),
  );
}

function shown({ name, account, title }: Sink): string {
  const where = account.known ? ` in account ${account.value}` : '';
  return `${name.known ? name.value : title}${where}`;
}

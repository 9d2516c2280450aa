import { type AwsFlowLog, type AzureFlowLog, Cloud, type Destination } from '../facts';
import { DEFAULTS } from '../facts/allowed-values';
import type { AllowedDestination } from '../file/schema';
import { matchesAllowedDestination } from '../rule-support/allowed-destination';
import { flowLogExample } from '../rule-support/examples';
import { forEachAwsFlowLog, forEachAzureFlowLog, whenKnown } from '../rule-support/for-each-flow-log';
import { matchesGlob } from '../rule-support/matches-glob';
import { fail, pass, type Rule, undecided, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';

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
    ...forEachAwsFlowLog(model, (flowLog) => (aws.destinations ? inAws(flowLog, aws.destinations) : [])),
    ...forEachAzureFlowLog(model, (flowLog) =>
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
    return whenKnown(flowLog, flowLog.destination, (destination, at) => {
      const answers = ofType.map((each) => matchesAllowedDestination(destination, each));
      if (answers.includes(true)) return pass(flowLog);
      if (answers.includes(undefined)) {
        const open = [destination.name, destination.account].find((value) => !value.known);
        return undecided(flowLog, open && !open.known ? open.reason : 'its place is not known', at);
      }
      const names = ofType.map(({ name, account }) =>
        [name, account && `account ${account}`].filter(Boolean).join(' in '),
      );
      return fail(
        flowLog,
        `records go to ${shown(destination)}, and the standard has ${names.join(', or ')}`,
        {
          at,
          related: [{ label: 'where records go', fact: destination }],
        },
      );
    });
  });
}

function inAzure(flowLog: AzureFlowLog, allowed: readonly string[]): Verdict[] {
  return whenKnown(flowLog, flowLog.destination, (destination, at) =>
    whenKnown(flowLog, destination.name, (name) =>
      allowed.some((pattern) => matchesGlob(pattern, name))
        ? pass(flowLog)
        : fail(flowLog, `records go to ${name}, and the standard has ${allowed.join(', or ')}`, {
            at,
            related: [{ label: 'where records go', fact: destination }],
          }),
    ),
  );
}

function shown({ name, account, title }: Destination): string {
  const where = account.known ? ` in account ${account.value}` : '';
  return `${name.known ? name.value : title}${where}`;
}

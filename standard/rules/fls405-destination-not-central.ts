import { type AwsFlowLog, type AzureFlowLog, Cloud, type Destination } from '../facts';
import { DEFAULTS } from '../facts/allowed-values';
import type { AllowedDestination } from '../file/standard-file';
import { matchesAllowedDestination } from '../rule-support/allowed-destination';
import { flowLogExample } from '../rule-support/examples';
import { forEachAwsFlowLog, forEachAzureFlowLog, whenKnown } from '../rule-support/for-each-flow-log';
import { matchesGlob } from '../rule-support/matches-glob';
import { fail, pass, type Rule, undecided, undecidedBy, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';

export const DESTINATION_NOT_CENTRAL: Rule = {
  id: 'FLS405',
  name: 'destination-not-central',
  title: 'the destination is one of the destinations that the standard allows',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'The administrators of an account can delete the logs in it. A central destination protects the logs from the accounts that they describe.',
  fix: 'deliver to a destination that the standard allows',
  bad: flowLogExample({ LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::team-logs' }),
  good: flowLogExample({ LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::central-logs' }),

  check: (model, { aws, azure }) => [
    ...forEachAwsFlowLog(model, (flowLog) => (aws.destinations ? checkAws(flowLog, aws.destinations) : [])),
    ...forEachAzureFlowLog(model, (flowLog) =>
      azure.storageAccounts ? checkAzure(flowLog, azure.storageAccounts) : [],
    ),
  ],
};

function checkAws(flowLog: AwsFlowLog, allowed: readonly AllowedDestination[]): Verdict[] {
  return whenKnown(flowLog, flowLog.destinationType, (type = DEFAULTS.destinationType) => {
    const ofType = allowed.filter((each) => each.type === type);
    // FLS404 reports other types
    if (
      ofType.length === 0 ||
      ofType.some(({ name, account }) => name === undefined && account === undefined)
    ) {
      return pass(flowLog);
    }
    return whenKnown(flowLog, flowLog.destination, (destination, at) => {
      const results = ofType.map((each) => matchesAllowedDestination(destination, each));
      if (results.includes(true)) return pass(flowLog);
      if (results.includes(undefined)) {
        const open = [destination.name, destination.account].find((value) => !value.known);
        return open && !open.known
          ? undecidedBy(flowLog, open, open.reason, at)
          : undecided(flowLog, 'the destination is unknown', at);
      }
      const names = ofType.map(({ name, account }) =>
        [name, account && `account ${account}`].filter(Boolean).join(' in '),
      );
      return fail(
        flowLog,
        `the destination is ${describe(destination)}; the standard allows ${names.join(', or ')}`,
        {
          at,
          related: [{ label: 'the destination', fact: destination }],
        },
      );
    });
  });
}

function checkAzure(flowLog: AzureFlowLog, allowed: readonly string[]): Verdict[] {
  return whenKnown(flowLog, flowLog.destination, (destination, at) =>
    whenKnown(flowLog, destination.name, (name) =>
      allowed.some((pattern) => matchesGlob(pattern, name))
        ? pass(flowLog)
        : fail(flowLog, `the storage account is ${name}; the standard allows ${allowed.join(', or ')}`, {
            at,
            related: [{ label: 'the destination', fact: destination }],
          }),
    ),
  );
}

function describe({ name, account, title }: Destination): string {
  const where = account.known ? ` in account ${account.value}` : '';
  return `${name.known ? name.value : title}${where}`;
}

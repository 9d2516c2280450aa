import { aws, azure, PARAMETER, type RuleCase, type RuleCases } from '../../test/support/rule-cases';
import {
  awsFlowLog,
  azureFlowLog,
  azureNetwork,
  destination,
  modelOf,
} from '../../test/support/standard-facts';
import { DestinationKind, known, UnknownCause, unknown, type Value } from '../facts';
import { externalDestination } from '../facts/external-destination';

/** A flow log that delivers to an id outside the app. */
function to(id: string, type: string | undefined, at = 'Properties.LogDestination'): RuleCase {
  const kind = (type ?? 'cloud-watch-logs') as DestinationKind;
  return aws({
    destinationType: known(type, 'Properties.LogDestinationType'),
    destination: known(externalDestination(kind, id, awsFlowLog()), at),
  });
}

const group = 'arn:aws:logs:eu-west-1:111122223333:log-group:flow-logs';
const stream = 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/flow-logs';

/** An Azure flow log on a network in West Europe. */
function inRegion(region: Value<string>, tier = 'Standard'): RuleCase {
  const account = destination({
    kind: DestinationKind.STORAGE_ACCOUNT,
    storageAccount: { region, kind: known('StorageV2'), tier: known(tier), hasLifecycleRules: known(false) },
  });
  return {
    model: modelOf({
      networks: [{ ...azureNetwork(), region: known('West Europe') }],
      flowLogs: [azureFlowLog({ destination: known(account) })],
    }),
  };
}

export const CASES: RuleCases = {
  bad: {
    'no destination': aws({ destination: unknown('no destination is set', undefined, UnknownCause.NOT_SET) }),
    'the ARN of a bucket for CloudWatch Logs': {
      ...to('arn:aws:s3:::central-logs', 'cloud-watch-logs'),
      fix: 'set the destination type to s3',
    },
    'the ARN of a bucket without a type': {
      ...to('arn:aws:s3:::central-logs', undefined),
      fix: 'set the destination type to s3',
    },
    'the ARN of a log group for Firehose': {
      ...to(group, 'kinesis-data-firehose'),
      fix: 'set the destination type to cloud-watch-logs',
    },
    'the ARN of a stream for S3': to(stream, 's3'),
    'a log group of the app for S3': aws({
      destination: known(destination({ kind: DestinationKind.LOG_GROUP })),
    }),
    'a URL of a bucket': {
      ...to('s3://central-logs', 's3'),
      fix: 'write an ARN such as arn:aws:s3:::bucket/folder/',
    },
    'the name of a bucket': to('central-logs', 's3'),
    'the name of a log group as a destination': to('flow-logs', 'cloud-watch-logs'),
    'the ARN of a log group as its name': to(group, 'cloud-watch-logs', 'Properties.LogGroupName'),
    'the name of a log group for S3': to('flow-logs', 's3', 'Properties.LogGroupName'),
    'an access point': to('arn:aws:s3:eu-west-1:111122223333:accesspoint/logs', 's3'),
    'the reserved folder': to('arn:aws:s3:::central-logs/AWSLogs/', 's3'),
    'the reserved folder below another': to('arn:aws:s3:::central-logs/vpc/AWSLogs', 's3'),
    'the reserved folder of a bucket of the app': aws({
      destination: known(destination({ keyPrefix: 'AWSLogs/' })),
    }),
    'a text that starts like no ARN': {
      ...aws({ destination: unknown('s3://* is not an ARN', 'log_destination', UnknownCause.INVALID) }),
      fix: 'write an ARN such as arn:aws:s3:::bucket/folder/',
    },
    'a bucket by its name': aws({
      destination: known(destination({ isNamed: true }), 'Properties.LogDestination'),
    }),
    'a storage account in another region': inRegion(known('northeurope')),
    'a premium storage account': inRegion(known('westeurope'), 'Premium'),
    'an Azure resource that is no storage account': azure({
      destination: known(
        externalDestination(
          DestinationKind.STORAGE_ACCOUNT,
          '/subscriptions/s/resourceGroups/g/providers/Microsoft.EventHub/namespaces/x',
          azureFlowLog(),
        ),
      ),
    }),
  },
  good: {
    'the ARN of a bucket': to('arn:aws:s3:::central-logs/vpc/', 's3'),
    'the ARN of a bucket of another partition': to('arn:aws-us-gov:s3:::central-logs', 's3'),
    'a folder that contains the reserved word': to('arn:aws:s3:::central-logs/AWSLogs2/', 's3'),
    'the ARN of a log group': to(group, undefined),
    'the ARN of a log group with a star': to(`${group}:*`, 'cloud-watch-logs'),
    'the name of a log group': to('flow-logs', undefined, 'Properties.LogGroupName'),
    'the ARN of a stream': to(stream, 'kinesis-data-firehose'),
    'a log group of the app by its name': aws({
      destinationType: known('cloud-watch-logs'),
      destination: known(
        destination({ kind: DestinationKind.LOG_GROUP, isNamed: true }),
        'Properties.LogGroupName',
      ),
    }),
    'a storage account in the same region': inRegion(known('westeurope')),
    'a storage account in an unknown region': inRegion(PARAMETER),
  },
  undecided: { 'a parameter as the type': aws({ destinationType: PARAMETER }) },
};

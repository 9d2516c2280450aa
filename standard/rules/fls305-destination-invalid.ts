import { DestinationType } from '../../aws/flow-log';
import { parseResourceId } from '../../azure/resource-id';
import {
  type AwsFlowLog,
  type AzureFlowLog,
  Cloud,
  type Destination,
  DestinationKind,
  isAwsFlowLog,
  isRefused,
  type Known,
  UnknownCause,
  type Value,
} from '../facts';
import { ALLOWED, DEFAULTS } from '../facts/allowed-values';
import { flowLogExample } from '../rule-support/examples';
import { whenKnown } from '../rule-support/for-each-flow-log';
import { NetworkNames } from '../rule-support/network-names';
import { fail, pass, type Rule, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';

export const DESTINATION_INVALID: Rule = {
  id: 'FLS305',
  name: 'destination-invalid',
  title: 'every flow log has a destination that the cloud accepts',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'The cloud rejects a flow log with an invalid destination, or creates it and delivers nothing.',
  fix: 'set the destination to the ARN or the id of a destination of the stated type',
  bad: flowLogExample({
    LogDestinationType: 'cloud-watch-logs',
    LogDestination: 'arn:aws:s3:::central-logs',
  }),
  good: flowLogExample({ LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::central-logs' }),

  check(model) {
    const names = new NetworkNames(model);
    return model.flowLogs.flatMap((flowLog): Verdict[] => {
      const { destination } = flowLog;
      if (isRefused(destination)) {
        return [
          fail(flowLog, `the flow log has no valid destination: ${destination.reason}`, {
            fix:
              destination.cause === UnknownCause.INVALID
                ? `write an ARN such as ${FORMS[DestinationType.S3].example}`
                : 'set one destination that exists',
            at: destination.at,
          }),
        ];
      }
      if (!destination.known) return whenKnown(flowLog, destination, () => pass(flowLog));
      return isAwsFlowLog(flowLog)
        ? checkAws(flowLog, destination.value, destination.at)
        : [checkAzure(flowLog, destination.value, destination.at, names)];
    });
  },
};

/** Words and the form of each destination. Source: Amazon EC2 API Reference, "CreateFlowLogs", `LogDestination`. */
const FORMS: Readonly<Record<DestinationType, { noun: string; form: RegExp; example: string }>> = {
  [DestinationType.S3]: {
    noun: 'a bucket',
    form: /^arn:[^:]+:s3:::[^/:]+(\/|$)/,
    example: 'arn:aws:s3:::bucket/folder/',
  },
  [DestinationType.CLOUD_WATCH_LOGS]: {
    noun: 'a log group',
    form: /^arn:[^:]+:logs:[^:]*:[^:]*:log-group:[^:]+(:\*)?$/,
    example: 'arn:aws:logs:eu-west-1:111122223333:log-group:name',
  },
  [DestinationType.FIREHOSE]: {
    noun: 'a delivery stream',
    form: /^arn:[^:]+:firehose:[^:]*:[^:]*:deliverystream\/[^/]+$/,
    example: 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/name',
  },
};

const RESERVED_FOLDER = 'AWSLogs';

function checkAws(flowLog: AwsFlowLog, destination: Destination, at: string | undefined): Verdict[] {
  const { destinationType } = flowLog;
  return whenKnown(flowLog, destinationType, (given) => {
    const type = (given ?? DEFAULTS.destinationType) as DestinationType;
    // FLS303 reports types that do not exist
    if (!ALLOWED.destinationType.includes(type)) return pass(flowLog);
    const { noun, form, example } = FORMS[type];
    if (destination.kind !== type) {
      const stated = given === undefined ? `not set, which means ${type}` : type;
      const right = isDestinationType(destination.kind)
        ? { fix: `set the destination type to ${destination.kind}` }
        : {};
      return fail(flowLog, `the destination type is ${stated}, but ${destination.title} is not ${noun}`, {
        ...right,
        at: destinationType.at ?? at,
      });
    }
    const isGroupName = at !== undefined && /log_?group_?name$/i.test(at);
    if (isGroupName && type !== DestinationType.CLOUD_WATCH_LOGS) {
      return fail(flowLog, `the destination is a log group, but the destination type is ${type}`, {
        fix: `set the destination to ${noun}, or the destination type to ${DestinationType.CLOUD_WATCH_LOGS}`,
        at,
      });
    }
    const id = destination.externalId;
    if (isGroupName ? id?.startsWith('arn:') : id !== undefined && !form.test(id)) {
      const expected = isGroupName ? 'the name of a log group' : `an ARN such as ${example}`;
      return fail(flowLog, `the destination is ${id}; expected ${expected}`, {
        fix: `write ${expected}`,
        at,
      });
    }
    if (destination.isNamed && !isGroupName) {
      return fail(flowLog, `the destination is the name of ${destination.title}; AWS expects its ARN`, {
        fix: 'write Fn::GetAtt with the attribute Arn in place of Ref',
        at,
      });
    }
    const folder = id === undefined ? destination.keyPrefix : id.split('/').slice(1).join('/');
    if (type === DestinationType.S3 && folder?.split('/').includes(RESERVED_FOLDER)) {
      return fail(flowLog, `the destination has the folder ${RESERVED_FOLDER}, which AWS reserves`, {
        fix: `remove ${RESERVED_FOLDER} from the destination: AWS adds it below the folder`,
        at,
      });
    }
    return pass(flowLog);
  });
}

function isDestinationType(kind: DestinationKind): kind is DestinationType {
  return kind !== DestinationKind.STORAGE_ACCOUNT;
}

/** Kinds that exist in the premium tier only. Source: Azure Storage documentation, "Storage account overview". */
const PREMIUM_KINDS: readonly string[] = ['blockblobstorage', 'filestorage'];

const STORAGE_ACCOUNT = 'microsoft.storage/storageaccounts';

/**
 * Source: Azure Network Watcher documentation, "Virtual network flow logs", storage account considerations: the account
 * is in the region of the virtual network, and of the performance tier standard.
 */
function checkAzure(
  flowLog: AzureFlowLog,
  destination: Destination,
  at: string | undefined,
  names: NetworkNames,
): Verdict {
  const { title, externalId: id, storageAccount } = destination;
  const type = id === undefined ? undefined : parseResourceId(id)?.type;
  if (type !== undefined && type !== STORAGE_ACCOUNT) {
    return fail(flowLog, `the destination is a resource of the type ${type}; expected a storage account`, {
      fix: 'set the destination to the id of a storage account',
      at,
    });
  }
  const { region, tier, kind } = storageAccount ?? {};
  if (kind?.known && kind.value !== undefined && PREMIUM_KINDS.includes(kind.value.toLowerCase())) {
    return fail(
      flowLog,
      `the storage account ${title} is of the kind ${kind.value}; flow logs require StorageV2`,
      {
        fix: 'deliver to a storage account of the kind StorageV2',
        at,
        related: [{ label: 'the destination', fact: destination }],
      },
    );
  }
  if (tier?.known && tier.value?.toLowerCase().startsWith('premium')) {
    return fail(
      flowLog,
      `the storage account ${title} has the tier ${tier.value}; flow logs require Standard`,
      {
        fix: 'set the tier of the storage account to Standard',
        at,
        related: [{ label: 'the destination', fact: destination }],
      },
    );
  }
  const ofTarget = flowLog.target.known ? names.regionOf(flowLog.target.value) : undefined;
  if (isStated(region) && isStated(ofTarget) && regionName(region.value) !== regionName(ofTarget.value)) {
    return fail(
      flowLog,
      `the storage account ${title} is in ${region.value}, and the network in ${ofTarget.value}; Azure requires one region`,
      {
        fix: `deliver to a storage account in ${ofTarget.value}`,
        at,
        related: [{ label: 'the destination', fact: destination }],
      },
    );
  }
  return pass(flowLog);
}

function isStated(value: Value<string | undefined> | undefined): value is Known<string> {
  return value?.known === true && value.value !== undefined;
}

/** `West Europe` and `westeurope` are one region. */
function regionName(region: string): string {
  return region.replaceAll(' ', '').toLowerCase();
}

import { Annotations, type Duration, type Size, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { principalProblems } from '../../../aws/lake-formation';
import { TablePartitions } from '../../../aws/table-partitions';
import type { FlowLakeProps, FlowLakeSenders } from '../flow-lake-props';
import { enrichmentProblems } from './enrichment-files';
import { keyProblems } from './key-problems';
import { type LakeLifecycle, transitionProblems, transitionWarnings } from './lake-lifecycle';
import { removalProblems } from './lake-removal';
import type { LakeRetention } from './lake-retention';
import { networkProblems } from './network-problems';
import { mismatches, organizationProblems } from './organization-problems';
import { listProblems } from './token-lists';

/** All problems of the props of a lake. */
export function lakeProblems(props: FlowLakeProps): string[] {
  const { rawRetention, tableRetention, questionWindow } = props;
  const days = [
    ...wholeDaysProblems('rawRetention', rawRetention),
    ...wholeDaysProblems('tableRetention', tableRetention),
  ];
  return [
    ...days,
    ...(days.length > 0 ? [] : lifecycles(props).flatMap(transitionProblems)),
    ...wholeDaysProblems('questionWindow', questionWindow),
    ...wholeDaysProblems('queryRange', props.queryRange),
    ...(questionWindow?.isUnresolved()
      ? ['questionWindow is a token, but is part of the text of the queries: pass a number of days']
      : []),
    ...listProblems('internalNetworks', props.internalNetworks, networkProblems),
    ...keyProblems('encryptionKey', props.encryptionKey),
    ...prefixProblems(props.tablePrefix),
    ...scanLimitProblems(props.scanLimit),
    ...tableBucketProblems(props),
    ...(props.queryRange && props.partitions === TablePartitions.REGISTERED
      ? ['queryRange limits projected partitions, but partitions is REGISTERED: remove one of them']
      : []),
    ...removalProblems(props),
    ...senderProblems(props.senders),
    ...enrichmentProblems(props),
    ...listProblems('lakeFormation.readers', props.lakeFormation?.readers, (readers) =>
      principalProblems(
        'lakeFormation.readers',
        readers.filter((reader) => !Token.isUnresolved(reader)),
      ),
    ),
  ];
}

/**
 * Checks the transitions of a lake at synthesis, when the retention is known: errors, and warnings for valid transitions
 * that have effects that a reader does not expect.
 */
export function checkTransitions(lake: Construct, props: FlowLakeProps, retention: LakeRetention): void {
  lake.node.addValidation({
    validate: () => {
      const all = lifecycles({ ...props, ...retention.known });
      for (const warning of all.flatMap(transitionWarnings)) {
        Annotations.of(lake).addWarningV2('cloud-flow-logs:lifecycle', warning);
      }
      return all.flatMap(transitionProblems);
    },
  });
}

function lifecycles(props: FlowLakeProps): LakeLifecycle[] {
  return [
    {
      name: 'rawTransitions',
      retention: props.rawRetention,
      transitions: props.rawTransitions,
      objectLock: props.rawObjectLock,
      queryable: false,
    },
    {
      name: 'tableTransitions',
      retention: props.tableRetention,
      transitions: props.tableTransitions,
      queryable: true,
    },
  ];
}

function wholeDaysProblems(name: string, duration: Duration | undefined): string[] {
  if (duration === undefined || duration.isUnresolved()) return [];
  const days = duration.toDays({ integral: false });
  return Number.isInteger(days) && days >= 1
    ? []
    : [`${name} is ${days} days: expected a whole number of days, at least 1`];
}

function prefixProblems(prefix: string | undefined): string[] {
  if (
    prefix === undefined ||
    Token.isUnresolved(prefix) ||
    /^[A-Za-z0-9_.=-]+(\/[A-Za-z0-9_.=-]+)*$/.test(prefix)
  )
    return [];
  return [`tablePrefix is ${JSON.stringify(prefix)}: expected folder names, separated by single slashes`];
}

/** Source: Amazon Athena API Reference, "WorkGroupConfiguration". */
function scanLimitProblems(limit: Size | undefined): string[] {
  const least = 10_000_000;
  if (limit === undefined || limit.isUnresolved() || limit.toBytes() >= least) return [];
  return [`scanLimit is ${limit.toBytes()} bytes: Athena requires at least ${least}`];
}

function tableBucketProblems({ tableBucket, tableRetention, tableTransitions }: FlowLakeProps): string[] {
  if (!tableBucket) return [];
  return Object.entries({ tableRetention, tableTransitions })
    .filter(([, value]) => value !== undefined)
    .map(
      ([name]) => `${name} applies to a new bucket, but tableBucket is set: configure that bucket instead`,
    );
}

function senderProblems(senders: FlowLakeSenders | undefined): string[] {
  if (!senders) return [];
  const { accounts, organizationId, regions } = senders;
  const problems: string[] = [];
  if (organizationId === undefined && !accounts?.length) {
    problems.push('senders has neither accounts nor organizationId: set one of them');
  }
  if (regions.length === 0)
    problems.push('senders.regions is empty: list the regions that flow logs are delivered from');
  problems.push(
    ...mismatches('senders.accounts', accounts ?? [], /^\d{12}$/, 'an account id has 12 digits'),
    ...organizationProblems('senders.organizationId', organizationId),
    ...mismatches(
      'senders.regions',
      regions,
      /^[a-z]{2}(-[a-z]+)+-\d$/,
      'a region is a name such as eu-west-1',
    ),
  );
  return problems;
}

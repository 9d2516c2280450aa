import { type Duration, type Size, Token } from 'aws-cdk-lib';
import type { FlowLakeProps, FlowLakeSenders } from '../flow-lake-props';
import { keyProblems } from './key-problems';
import { keptBy } from './lake-buckets';
import { type LakeLifecycle, transitionProblems, transitionWarnings } from './lake-lifecycle';

/** Everything that is wrong with the props of a lake. */
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
    ...(questionWindow?.isUnresolved()
      ? ['questionWindow is known only when deployed, but stands in the text of the questions: give a number']
      : []),
    ...keyProblems('encryptionKey', props.encryptionKey),
    ...prefixProblems(props.tablePrefix),
    ...scanLimitProblems(props.scanLimit),
    ...tableBucketProblems(props),
    ...senderProblems(props.senders),
  ];
}

/** What is allowed, but not what it seems. */
export function lakeWarnings(props: FlowLakeProps): string[] {
  return lifecycles(props).flatMap(transitionWarnings);
}

function lifecycles(props: FlowLakeProps): LakeLifecycle[] {
  const { rawRetention, tableRetention } = keptBy(props);
  return [
    {
      name: 'rawTransitions',
      retention: rawRetention,
      transitions: props.rawTransitions,
      objectLock: props.rawObjectLock,
      queryable: false,
    },
    {
      name: 'tableTransitions',
      retention: tableRetention,
      transitions: props.tableTransitions,
      queryable: true,
    },
  ];
}

function wholeDaysProblems(name: string, duration: Duration | undefined): string[] {
  if (duration === undefined || duration.isUnresolved()) return [];
  const days = duration.toDays({ integral: false });
  return Number.isInteger(days) && days >= 1 ? [] : [`${name} is ${days} days: give whole days, 1 or more`];
}

function prefixProblems(prefix: string | undefined): string[] {
  if (
    prefix === undefined ||
    Token.isUnresolved(prefix) ||
    /^[A-Za-z0-9_.=-]+(\/[A-Za-z0-9_.=-]+)*$/.test(prefix)
  )
    return [];
  return [`tablePrefix is ${JSON.stringify(prefix)}: give folder names with single slashes between them`];
}

/** Source: Amazon Athena API Reference, "WorkGroupConfiguration". */
function scanLimitProblems(limit: Size | undefined): string[] {
  const least = 10_000_000;
  if (limit === undefined || limit.isUnresolved() || limit.toBytes() >= least) return [];
  return [`scanLimit is ${limit.toBytes()} bytes: Athena takes ${least} or more`];
}

function tableBucketProblems({ tableBucket, tableRetention, tableTransitions }: FlowLakeProps): string[] {
  if (!tableBucket) return [];
  return Object.entries({ tableRetention, tableTransitions })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => `${name} is for a new bucket, but tableBucket is given: set it there`);
}

function senderProblems(senders: FlowLakeSenders | undefined): string[] {
  if (!senders) return [];
  const { accounts, organizationId, regions } = senders;
  const problems: string[] = [];
  if (organizationId === undefined && !accounts?.length) {
    problems.push('senders has neither accounts nor an organizationId: say who may deliver');
  }
  if (regions.length === 0)
    problems.push('senders.regions is empty: name the regions that flow logs come from');
  problems.push(
    ...unlike('senders.accounts', accounts ?? [], /^\d{12}$/, 'account ids have 12 digits'),
    ...unlike(
      'senders.organizationId',
      organizationId === undefined ? [] : [organizationId],
      /^o-[a-z0-9]{10,32}$/,
      'an organization id is o- and 10 to 32 letters and digits',
    ),
    ...unlike('senders.regions', regions, /^[a-z]{2}(-[a-z]+)+-\d$/, 'a region is such as eu-west-1'),
  );
  return problems;
}

function unlike(name: string, values: readonly string[], form: RegExp, help: string): string[] {
  return values
    .filter((value) => !Token.isUnresolved(value) && !form.test(value))
    .map((value) => `${name} has ${JSON.stringify(value)}: ${help}`);
}

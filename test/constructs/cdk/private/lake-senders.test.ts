import { CfnParameter, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { FlowLake, type FlowLakeProps, type FlowLakeSenders, FlowLogDestination } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import {
  bucketCheckStatement,
  bucketStatements,
  bucketWriteStatement,
  keyStatements,
  mergedSenders,
  PartitionLayout,
} from '../../../../aws/policies';
import { QUESTIONS } from '../../../../flows/questions';
import { notes, warnings } from '../../../support/annotations';
import { ACCOUNT, newApp, newFlowLogs, newStack } from '../../../support/cdk-apps';
import { PlainTemplate, plainStatements, sendersOf } from '../../../support/plain-template';
import { HOMES, ORGANIZATION, OTHER_ACCOUNT } from '../../../support/policy-requests';

const THIRD_ACCOUNT = '333333333333';
const ENV = { account: ACCOUNT, region: 'us-east-1' };
const LAYOUTS = Object.values(PartitionLayout);

/** A lake with senders, and a flow log of its own account. */
function lakeWith(
  senders: FlowLakeSenders,
  { env = ENV, ...props }: FlowLakeProps & { env?: typeof ENV } = {},
) {
  const stack = newStack({ env });
  const lake = new FlowLake(stack, 'Lake', { senders, ...props });
  const flowLogs = newFlowLogs(stack, { destination: FlowLogDestination.toLake(lake) });
  const template = PlainTemplate.of(stack);
  const bucketArn = `<${template.id('AWS::S3::Bucket', 'LakeRaw')}.Arn>`;
  return { stack, lake, flowLogs, template, bucketArn, allowed: allowedIn(template) };
}

function allowedIn(template: PlainTemplate) {
  return template.statements('AWS::S3::BucketPolicy', 'LakeRaw').filter(({ Effect }) => Effect === 'Allow');
}

/** Projections of a table, without `projection.` before their names. */
function projections(template: PlainTemplate, table: string): Record<string, string> {
  const { TableInput } = template.the('AWS::Glue::Table', `LakeTables${table}`).Properties;
  const { Parameters } = TableInput as { Parameters: Record<string, string> };
  return Object.fromEntries(
    Object.entries(Parameters).map(([key, value]) => [key.replace('projection.', ''), value]),
  );
}

describe.each(HOMES)('a lake for accounts and regions of $partition', ({ partition, account, region }) => {
  const accounts = [OTHER_ACCOUNT, THIRD_ACCOUNT];
  const regions = [region, `${region.slice(0, -1)}2`];
  const { template, bucketArn, allowed, stack } = lakeWith(
    { accounts, regions },
    { env: { account, region } },
  );

  test('allows senders in any folder, each below its own account, and its own account in the used folder', () => {
    const senders = { partition, accounts, regions };
    const all = mergedSenders([senders, sendersOf(stack)]);
    expect(allowed).toEqual(
      plainStatements(
        bucketWriteStatement(senders, { arn: bucketArn, prefix: '*', layouts: LAYOUTS }, ''),
        bucketCheckStatement(all, bucketArn, ''),
        bucketWriteStatement(sendersOf(stack), { arn: bucketArn, prefix: '' }, ''),
      ),
    );
    expect(allowed[0]?.Resource).toEqual(
      accounts.flatMap((id) => [
        `${bucketArn}/*AWSLogs/${id}/*`,
        `${bucketArn}/*AWSLogs/aws-account-id=${id}/*`,
      ]),
    );
    expect(new Set(allowed.map(({ Sid }) => Sid)).size).toBe(3);
  });

  test('has tables with the partitions of all senders', () => {
    const all = { values: [account, ...accounts].join(','), regions: regions.join(',') };
    for (const table of ['flows', 'rejects']) {
      expect(projections(template, table)).toMatchObject({
        'account_id.type': 'enum',
        'account_id.values': all.values,
        'region.values': all.regions,
      });
    }
    expect(projections(template, 'raw')).toMatchObject({
      'delivered_account.type': 'enum',
      'delivered_account.values': all.values,
      'delivered_region.values': all.regions,
    });
  });
});

describe('a lake for an organization', () => {
  const { template, bucketArn, allowed, stack } = lakeWith({
    organizationId: ORGANIZATION,
    regions: ['eu-west-1'],
  });

  test('allows all accounts of the organization, and its own account by its id', () => {
    const senders = { partition: 'aws', accounts: [], organizationId: ORGANIZATION, regions: ['eu-west-1'] };
    expect(allowed).toEqual([
      ...plainStatements(
        ...bucketStatements(senders, { arn: bucketArn, prefix: '*', layouts: LAYOUTS }, 'oa1b2c3d4e5'),
      ),
      ...plainStatements(...bucketStatements(sendersOf(stack), { arn: bucketArn, prefix: '' }, '')),
    ]);
    expect(allowed[0]).toMatchObject({
      Resource: [`${bucketArn}/*AWSLogs/*`],
      Condition: {
        StringEquals: { 'aws:SourceOrgID': ORGANIZATION },
        ArnLike: { 'aws:SourceArn': 'arn:aws:logs:eu-west-1:*:*' },
      },
    });
  });

  test('has tables whose queries must filter on the account', () => {
    for (const [table, key] of [
      ['flows', 'account_id'],
      ['rejects', 'account_id'],
      ['raw', 'delivered_account'],
    ] as const) {
      const known = projections(template, table);
      expect(known[`${key}.type`]).toBe('injected');
      expect(known).not.toHaveProperty(`${key}.values`);
    }
    expect(projections(template, 'flows')['region.values']).toBe('us-east-1,eu-west-1');
  });

  test('has questions with a parameter for the account', () => {
    const texts = template.all('AWS::Athena::NamedQuery').map(([, { Properties }]) => Properties.QueryString);
    expect(texts).toHaveLength(QUESTIONS.length);
    for (const text of texts) expect(text).toContain('account_id = ?');
  });
});

test('accounts beside an organization set the partitions, and the whole organization may deliver', () => {
  const { template, allowed } = lakeWith({
    organizationId: ORGANIZATION,
    accounts: [OTHER_ACCOUNT],
    regions: ['us-east-1'],
  });
  expect(projections(template, 'flows')['account_id.values']).toBe(`${ACCOUNT},${OTHER_ACCOUNT}`);
  expect(allowed[0]?.Condition).toMatchObject({
    StringEquals: { 'aws:SourceOrgID': ORGANIZATION },
    ArnLike: { 'aws:SourceArn': 'arn:aws:logs:us-east-1:*:*' },
  });
});

test('the key of a lake allows exactly its senders', () => {
  const stack = newStack({ env: ENV });
  const senders = { accounts: [OTHER_ACCOUNT], regions: ['eu-west-1'] };
  new FlowLake(stack, 'Lake', { senders, encryptionKey: new kms.Key(stack, 'Key') });
  const deliveries = PlainTemplate.of(stack)
    .statements('AWS::KMS::Key')
    .filter(({ Principal }) => Principal?.Service === 'delivery.logs.amazonaws.com');
  expect(deliveries).toEqual(plainStatements(...keyStatements({ partition: 'aws', ...senders }, '')));
});

test('a lake with senders has every question, whatever the format of its own flow logs', () => {
  const { template, flowLogs } = lakeWith({ accounts: [OTHER_ACCOUNT], regions: ['us-east-1'] });
  expect(template.all('AWS::Athena::NamedQuery')).toHaveLength(QUESTIONS.length);
  expect(notes(flowLogs).filter((text) => text.includes('not saved'))).toEqual([]);
  expect(warnings(flowLogs)).toEqual([]);
});

test('stacks of an unknown account in two regions share the statements', () => {
  const app = newApp();
  const central = new Stack(app, 'Network', { env: { region: 'us-east-1' } });
  const lake = new FlowLake(central, 'Lake', { rawBucketName: 'example-raw' });
  for (const region of ['us-east-1', 'eu-west-1']) {
    const stack = region === 'us-east-1' ? central : new Stack(app, 'Other', { env: { region } });
    newFlowLogs(stack, { destination: FlowLogDestination.toLake(lake) });
  }
  const statements = allowedIn(PlainTemplate.of(central));
  expect(statements.map(({ Sid }) => Sid)).toEqual(['AWSLogDeliveryWrite', 'AWSLogDeliveryAclCheck']);
  for (const { Condition } of statements) {
    expect(Condition?.ArnLike?.['aws:SourceArn']).toEqual([
      'arn:aws:logs:us-east-1:<AWS::AccountId>:*',
      'arn:aws:logs:eu-west-1:<AWS::AccountId>:*',
    ]);
  }
});

describe('the size of the bucket policy', () => {
  const accounts = (count: number) =>
    Array.from({ length: count }, (_, index) => String(100_000_000_000 + index));
  const synth = (count: number, props: FlowLakeProps = {}) => {
    const stack = newStack({ env: ENV });
    new FlowLake(stack, 'Lake', { senders: { accounts: accounts(count), regions: ['us-east-1'] }, ...props });
    return PlainTemplate.of(stack);
  };

  test('allows more accounts with a short bucket name', () => {
    expect(allowedIn(synth(65))[0]?.Resource).toHaveLength(2 * 65);
    expect(allowedIn(synth(95, { rawBucketName: 'raw' }))[0]?.Resource).toHaveLength(2 * 95);
  });

  test('is an error above the limit of S3', () => {
    expect(() => synth(95)).toThrow(
      /Network\/Lake\/Raw\] the policy of bucket Network\/Lake\/Raw has up to \d+ bytes, but S3 accepts at most 20480: allow an organization instead of single accounts/,
    );
  });

  test('does not depend on the size of an organization', () => {
    const senders = { organizationId: ORGANIZATION, accounts: accounts(500), regions: ['us-east-1'] };
    expect(() => synth(0, { senders })).not.toThrow();
  });
});

describe('invalid senders', () => {
  test.each<[FlowLakeSenders, string]>([
    [{ regions: ['us-east-1'] }, 'senders has neither accounts nor organizationId: set one of them'],
    [{ accounts: [], regions: ['us-east-1'] }, 'senders has neither accounts nor organizationId'],
    [{ accounts: [OTHER_ACCOUNT], regions: [] }, 'senders.regions is empty: list the regions'],
    [
      { accounts: ['1234'], regions: ['us-east-1'] },
      'senders.accounts contains "1234": an account id has 12 digits',
    ],
    [
      { organizationId: 'r-abcd', regions: ['us-east-1'] },
      'senders.organizationId contains "r-abcd": an organization id is o- followed by 10 to 32 lower-case letters and digits',
    ],
    [
      { accounts: [OTHER_ACCOUNT], regions: ['*'] },
      'senders.regions contains "*": a region is a name such as eu-west-1',
    ],
  ])('are rejected: %j', (senders, problem) => {
    expect(() => new FlowLake(newStack(), 'Lake', { senders })).toThrow(`Network/Lake: ${problem}`);
  });

  test('do not include tokens', () => {
    const stack = newStack();
    const account = new CfnParameter(stack, 'Account').valueAsString;
    new FlowLake(stack, 'Lake', { senders: { accounts: [account], regions: ['us-gov-west-1'] } });
    expect(projections(PlainTemplate.of(stack), 'flows')['account_id.values']).toBe(
      '<AWS::AccountId>,<Account>',
    );
  });
});

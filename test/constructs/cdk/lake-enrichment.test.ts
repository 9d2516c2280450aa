import { Duration, Size } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { FlowLakeProps } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { APP_VARIANTS } from '../../support/cdk-apps';
import { lakeOf } from '../../support/lake-template';
import type { PlainTemplate } from '../../support/plain-template';
import { messageOf } from '../../support/thrown';

/** The variables of the normalizer that name the files. */
function variablesOf(template: PlainTemplate): Record<string, unknown> {
  const { Environment } = template.the('AWS::Lambda::Function', 'LakeNormalizer').Properties;
  const { Variables } = Environment as { Variables: Record<string, unknown> };
  return Object.fromEntries(Object.entries(Variables).filter(([name]) => /ENRICHMENT|THREAT/.test(name)));
}

describe.each(APP_VARIANTS)('a lake with threat lists ($title)', (variant) => {
  const { template, table, lake } = lakeOf({ enrichment: {} }, variant);

  test('passes their location to the normalizer, and gives it more memory', () => {
    expect(variablesOf(template)).toEqual({
      FLOW_ENRICHMENT_BUCKET: `<${table}>`,
      FLOW_ENRICHMENT_PREFIX: 'enrichment/',
      FLOW_ENRICHMENT_REFRESH_SECONDS: '900',
      FLOW_THREAT_TYPES: '[]',
    });
    expect(template.the('AWS::Lambda::Function', 'LakeNormalizer').Properties.MemorySize).toBe(2048);
    expect(lake.enrichmentPrefix).toBe('enrichment/');
  });

  test('lets it list and read this prefix only', () => {
    const statements = template.statements('AWS::IAM::Policy', 'LakeNormalizerRole');
    const onTables = statements.filter(({ Resource }) => `${Resource}` === `<${table}.Arn>`);
    expect(onTables).toEqual([
      {
        Effect: 'Allow',
        Action: ['s3:ListBucket'],
        Resource: [`<${table}.Arn>`],
        Condition: { StringEquals: { 's3:prefix': 'enrichment/' } },
      },
    ]);
    expect(statements).toContainEqual({
      Effect: 'Allow',
      Action: ['s3:GetObject'],
      Resource: [`<${table}.Arn>/enrichment/*`],
    });
  });

  test('does not expire them', () => {
    const { LifecycleConfiguration } = template.the('AWS::S3::Bucket', table as string).Properties;
    const { Rules } = LifecycleConfiguration as { Rules: { Prefix?: string; ExpirationInDays?: number }[] };
    const expiring = Rules.filter(({ ExpirationInDays }) => ExpirationInDays !== undefined);
    expect(expiring.map(({ Prefix }) => Prefix)).toEqual(['flows/', 'rejects/', 'athena-results/']);
  });

  test('has an alarm on lists that cannot be loaded', () => {
    expect(template.the('AWS::CloudWatch::Alarm', 'LakeEnrichmentAlarm').Properties).toMatchObject({
      MetricName: 'FailedEnrichmentFiles',
      Namespace: 'CloudFlowLogs',
      Statistic: 'Maximum',
      Period: 900,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    });
  });
});

test('a lake without threat lists has no variable, permission or alarm for them', () => {
  const { template, table, lake } = lakeOf({});
  expect(variablesOf(template)).toEqual({});
  const statements = template.statements('AWS::IAM::Policy', 'LakeNormalizerRole');
  expect(statements.filter(({ Resource }) => `${Resource}` === `<${table}.Arn>`)).toEqual([]);
  expect(lake.enrichmentAlarm).toBeUndefined();
  expect(lake.enrichmentPrefix).toBeUndefined();
  expect(messageOf(() => lake.addThreatTypeMetrics(['botnet']))).toBe(
    'Network/Lake has no threat lists: set its prop enrichment',
  );
});

test('threat lists in an encrypted bucket of their own need the key of that bucket only', () => {
  const { template, lake } = lakeOf((stack) => {
    const encryptionKey = new kms.Key(stack, 'Key');
    const bucket = new s3.Bucket(stack, 'Lists', { encryptionKey });
    return { enrichment: { bucket, prefix: 'network/lists', refreshInterval: Duration.hours(1) } };
  });
  lake.addThreatTypeMetrics(['scanner', 'botnet']);
  expect(template.statements('AWS::IAM::Policy', 'LakeNormalizerRole')).toContainEqual(
    expect.objectContaining({ Action: ['kms:Decrypt'], Resource: [expect.stringContaining('<Key')] }),
  );
  expect(variablesOf(template)).toMatchObject({
    FLOW_ENRICHMENT_BUCKET: expect.stringContaining('<Lists'),
    FLOW_ENRICHMENT_PREFIX: 'network/lists/',
    FLOW_ENRICHMENT_REFRESH_SECONDS: '3600',
  });
  expect(template.the('AWS::CloudWatch::Alarm', 'LakeEnrichmentAlarm').Properties.Period).toBe(3600);
});

test('the folder is in the folder of the tables by default', () => {
  const { lake } = lakeOf({ tablePrefix: 'security/network', enrichment: {} });
  expect(lake.enrichmentPrefix).toBe('security/network/enrichment/');
});

test.each<[FlowLakeProps['enrichment'], string]>([
  [{ prefix: '/lists' }, 'enrichment.prefix is "/lists": expected folder names, separated by single slashes'],
  [{ prefix: '' }, 'enrichment.prefix is "": expected folder names, separated by single slashes'],
  [
    { prefix: 'flows/lists' },
    'enrichment.prefix is "flows/lists", but the lake writes and expires the files of flows/: use another folder',
  ],
  [
    { refreshInterval: Duration.seconds(90) },
    'enrichment.refreshInterval is 1.5 minutes: expected a whole number from 1 to 1440',
  ],
  [
    { refreshInterval: Duration.days(2) },
    'enrichment.refreshInterval is 2880 minutes: expected a whole number from 1 to 1440',
  ],
])('the threat lists %j are rejected', (enrichment, problem) => {
  expect(messageOf(() => lakeOf({ enrichment }))).toContain(problem);
});

test('a folder of another bucket can have any name', () => {
  const { lake } = lakeOf((stack) => ({
    enrichment: { bucket: new s3.Bucket(stack, 'Lists'), prefix: 'flows' },
  }));
  expect(lake.enrichmentPrefix).toBe('flows/');
});

test('threat lists need memory', () => {
  const normalizer = (mebibytes: number) => ({ memory: Size.mebibytes(mebibytes) });
  expect(messageOf(() => lakeOf({ enrichment: {}, normalizer: normalizer(512) }))).toContain(
    'normalizer.memory is 512 MiB, but enrichment is set, and threat lists and databases need at least 1024 MiB: omit ' +
      'normalizer.memory, or increase it',
  );
  expect(() => lakeOf({ enrichment: {}, normalizer: normalizer(1024) })).not.toThrow();
  expect(() => lakeOf({ normalizer: normalizer(512) })).not.toThrow();
});

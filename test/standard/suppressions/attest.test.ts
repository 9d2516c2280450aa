import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readArtifacts } from '../../../standard/adapters/read-artifact';
import { check } from '../../../standard/check';
import { FlowLogStandard } from '../../../standard/flow-log-standard';
import {
  CLEAN_AWS,
  CLEAN_AZURE,
  CORPUS_STANDARD,
  type CorpusApp,
  type CorpusAzureFlowLog,
  type CorpusFlowLog,
} from '../corpus/corpus-app';
import { ENGINES } from '../corpus/engines';

const root = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-attest-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const TODAY = '2026-11-30';
const ACCOUNT =
  '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/logs/providers/Microsoft.Storage/storageAccounts/centralflowlogs';

/** The apps of the corpus, with a central destination of another account. */
const APPS: Readonly<Record<'aws' | 'azure', CorpusApp>> = {
  aws: {
    ...CLEAN_AWS,
    buckets: [],
    flowLogs: [
      {
        ...(CLEAN_AWS.flowLogs?.[0] as CorpusFlowLog),
        bucket: undefined,
        bucketArn: 'arn:aws:s3:::central-flow-logs',
      } as CorpusFlowLog,
    ],
  },
  azure: {
    ...CLEAN_AZURE,
    storageAccounts: [],
    azureFlowLogs: [{ ...(CLEAN_AZURE.azureFlowLogs?.[0] as CorpusAzureFlowLog), storageAccountId: ACCOUNT }],
  },
};

const ATTESTED = `
attested:
  - destination: 'arn:aws:s3:::central-*'
    retentionDays: 400
    customerManagedKey: true
    delivery: allowed
    by: platform team
    until: 2027-06-30
  - destination: '${ACCOUNT.toUpperCase()}'
    retentionDays: forever
    by: platform team
    until: 2027-06-30
`;

async function findingsIn(artifact: string, attested: string) {
  const standard = FlowLogStandard.parse(`${CORPUS_STANDARD}${attested}`, 's.yaml').resolved;
  const { current: model } = await readArtifacts([artifact]);
  return check({ model, standard, today: TODAY }).findings;
}

// the ARM engines of the corpus write no account outside the app
const CASES = ENGINES.flatMap((engine) =>
  engine.clouds
    .filter((cloud) => cloud === 'aws' || engine.clouds.includes('aws'))
    .map((cloud) => [engine.name, cloud, engine] as const),
);

describe.each(CASES)('%s of %s', (name, cloud, engine) => {
  test('is clean with an attestation of its central destination, and undecided without', async () => {
    const artifact = engine.write(APPS[cloud], join(root, name.replaceAll(' ', '-'), cloud));
    expect((await findingsIn(artifact, '')).map(({ rule }) => rule)).toContain('FLS002');
    const findings = await findingsIn(artifact, ATTESTED);
    // the other attestation matches no destination of this cloud
    expect(findings.map(({ rule, message }) => `${rule} ${message}`).length).toBe(1);
    expect(findings[0]?.rule).toBe('FLS007');
  });

  test('violates the standard with an attestation of a short retention', async () => {
    const artifact = engine.write(APPS[cloud], join(root, name.replaceAll(' ', '-'), `${cloud}-short`));
    const short = ATTESTED.replace('400', '30').replace('forever', '30');
    expect((await findingsIn(artifact, short)).map(({ rule }) => rule)).toContain('FLS401');
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { FlowLogDestination, VpcFlowLogs, type VpcFlowLogsProps } from 'cloud-flow-logs/cdk';
import { check, FlowLogStandard, readArtifact } from 'cloud-flow-logs/standard';
import { afterAll, describe, expect, test } from 'vitest';
import { newStack, newVpc } from '../../support/cdk-apps';

const directory = mkdtempSync(join(tmpdir(), 'flow-logs-profiles-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** The findings of a standard on flow logs of a VPC that take their settings from it. */
function findingsOf(standard: FlowLogStandard, props: Partial<VpcFlowLogsProps>): string[] {
  const stack = newStack();
  new VpcFlowLogs(stack, 'FlowLogs', { vpc: newVpc(stack), standard, ...props });
  const file = join(directory, 'template.json');
  writeFileSync(file, JSON.stringify(Template.fromStack(stack).toJSON()));
  const { findings } = check({ model: readArtifact(file), standard: standard.resolved });
  return findings.map(({ rule, severity, message }) => `${severity} ${rule} ${message}`);
}

/** Profiles with a traffic type, a long retention, an order of fields, many fields. */
const NAMES = ['aws-fsbp', 'fedramp-high-r5', 'nydfs-500.06', 'aws-sample-21-fields', 'lza'];

describe.each(NAMES)('flow logs by %s', (name) => {
  const standard = FlowLogStandard.of({ version: 1, extends: [name] });

  test.each([
    ['the lake', {}],
    ['a log group', { destination: FlowLogDestination.toCloudWatchLogs() }],
  ])('in %s meet the profile', (_, props) => {
    expect(findingsOf(standard, props).filter((each) => !each.startsWith('note'))).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { Workspace } from '../../support/flow-logs';

describe('profiles in flow-logs standard', () => {
  test('explain lists the controls of the profiles that the standard extends', async () => {
    const local = Workspace.ofTest();
    local.write('flow-log-standard.yaml', 'version: 1\nextends: [fedramp-high-r4]\n');
    const { requiredBy } = JSON.parse(
      (await local.flowLogs('standard', 'explain', 'FLS401', '--json')).stdout,
    );
    expect(requiredBy.map(({ profile }: { profile: string }) => profile)).toEqual(['fedramp-high-r4']);
    local.write('flow-log-standard.yaml', 'version: 1\n');
    const { stdout } = await local.flowLogs('standard', 'explain', 'FLS401');
    for (const name of ['fedramp-high-r4 AU-11', 'omb-m-21-31']) expect(stdout).toContain(name);
  });

  test('show prints the controls of a profile, unless a file has its name', async () => {
    const local = Workspace.ofTest();
    const show = async (...args: string[]) => (await local.flowLogs('standard', 'show', ...args)).stdout;
    expect(await show('cis-aws-7.0')).toMatch(
      /^cis-aws-7\.0: CIS .*\n\n4\.7 \(demanded; aws; FLS101\)\n {2}every VPC .*\n {2}Source: CIS .* 7\.0, /,
    );
    const { controls } = JSON.parse(await show('cis-aws-7.0', '--json'));
    expect(controls[0]).toMatchObject({ id: '4.7', source: expect.any(String), rules: ['FLS101'] });
    local.write('cis-aws-7.0', 'version: 1\nname: own\n');
    expect(await show('cis-aws-7.0')).toMatch(/^version: 1\nname: own\n/);
  });
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  App,
  CfnParameter,
  type IPolicyValidationPlugin,
  NestedStack,
  Stack,
  Stage,
  Validations,
} from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { afterAll, describe, expect, test } from 'vitest';
import { readArtifact } from '../../../standard/adapters/read-artifact';
import { check } from '../../../standard/check';
import { FlowLogStandard, FlowLogStandardPlugin } from '../../../standard/plugins/cdk';
import { messageOf } from '../../support/thrown';

const root = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-plugin-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const standard = FlowLogStandard.parse(
  'version: 1\naws: { traffic: ALL, format: { default: allow } }',
  's.yaml',
);
let count = 0;

/** The recommended feature flag for references between stacks. */
const WEAK = { '@aws-cdk/core:defaultCrossStackReferences': 'weak' };

interface Report {
  readonly violations: {
    ruleName: string;
    severity: string;
    violatingConstructs: {
      constructPath: string;
      stackTraces: string[];
      cloudFormationResource: { propertyPaths: string[] };
    }[];
  }[];
  readonly suppressedViolations?: { ruleName: string; reason: string }[];
}

/** Synthesizes an app. @returns the report of the CDK, and the findings of `check` for the same assembly */
function synthesised(build: (stack: Stack) => void) {
  const app = new App({ outdir: join(root, String(count++)) });
  build(new Stack(app, 'Network', { env: { account: '111122223333', region: 'eu-west-1' } }));
  Validations.of(app).addPlugins(new FlowLogStandardPlugin({ standard }) as IPolicyValidationPlugin);
  const thrown = messageOf(() => app.synth());
  const { pluginReports } = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));
  // the CDK writes no report for a plugin without findings
  const report: Report = pluginReports.find(
    ({ pluginName }: { pluginName: string }) => pluginName === 'cloud-flow-logs',
  ) ?? { violations: [] };
  const found = check({ model: readArtifact(app.outdir), standard: standard.resolved }).findings;
  return { thrown, report, found };
}

function vpc(stack: Stack, id = 'Vpc'): ec2.Vpc {
  return new ec2.Vpc(stack, id, { maxAzs: 1, natGateways: 0 });
}

function flowLog(stack: Stack, target: ec2.IVpc, trafficType: ec2.FlowLogTrafficType): void {
  new ec2.FlowLog(stack, 'Log', { resourceType: ec2.FlowLogResourceType.fromVpc(target), trafficType });
}

describe('the plugin', () => {
  test('fails the synth with rule, why, fix and property, at the line of the app', () => {
    const { thrown, report } = synthesised((stack) =>
      flowLog(stack, vpc(stack), ec2.FlowLogTrafficType.REJECT),
    );
    for (const text of [
      'traffic-type',
      'A flow log of rejected traffic',
      'set the traffic type to ALL',
      'cdk.test.ts:',
    ]) {
      expect(thrown).toContain(text);
    }
    const [violation] = report.violations.filter(({ ruleName }) => ruleName === 'FLS301');
    expect(violation).toMatchObject({ severity: 'error' });
    const [construct] = violation?.violatingConstructs ?? [];
    expect(construct).toMatchObject({
      constructPath: 'Network/Log/FlowLog',
      cloudFormationResource: { propertyPaths: ['Properties.TrafficType'] },
    });
    expect(construct?.stackTraces.join()).toContain('cdk.test.ts');
  });

  test('accepts a valid app', () => {
    const { thrown, report } = synthesised((stack) => flowLog(stack, vpc(stack), ec2.FlowLogTrafficType.ALL));
    expect(thrown).toBe('');
    expect(report.violations).toEqual([]);
  });

  test('has the same findings as the command line for the artifact', () => {
    const { report, found } = synthesised((stack) => {
      flowLog(stack, vpc(stack), ec2.FlowLogTrafficType.REJECT);
      vpc(stack, 'Other');
      Validations.of(stack).acknowledge({ id: 'cloud-flow-logs::FLS501', reason: 'nothing' });
    });
    const inReport = report.violations.flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(() => ruleName),
    );
    expect(inReport.sort()).toEqual(found.map(({ rule }) => rule).sort());
  });

  test('passes acknowledged findings to the CDK, which records the reason', () => {
    const { thrown, report, found } = synthesised((stack) => {
      const empty = vpc(stack);
      Validations.of(empty).acknowledge({ id: 'cloud-flow-logs::FLS101', reason: 'empty until 2999-12-31' });
    });
    expect(thrown).toBe('');
    expect(report.suppressedViolations).toMatchObject([
      { ruleName: 'FLS101', reason: 'empty until 2999-12-31' },
    ]);
    expect(found.map(({ rule, suppression }) => [rule, suppression?.until])).toEqual([
      ['FLS101', '2999-12-31'],
    ]);
  });

  test('reports expired and unused acknowledgements', () => {
    const { report } = synthesised((stack) => {
      const empty = vpc(stack);
      Validations.of(empty).acknowledge({ id: 'cloud-flow-logs::FLS101', reason: 'until 2020-01-01' });
      Validations.of(empty).acknowledge({ id: 'cloud-flow-logs::FLS401', reason: 'left over' });
    });
    expect(report.violations.map(({ ruleName, severity }) => [ruleName, severity])).toEqual([
      ['FLS004', 'error'],
      ['FLS005', 'warning'],
    ]);
  });

  test('reports results that depend on the deployment as undecided', () => {
    const { thrown, report } = synthesised((stack) => {
      const format = new CfnParameter(stack, 'Format');
      const traffic = new CfnParameter(stack, 'Traffic');
      const target = vpc(stack);
      new ec2.CfnFlowLog(stack, 'Log', {
        resourceType: 'VPC',
        resourceId: target.vpcId,
        logFormat: format.valueAsString,
        trafficType: traffic.valueAsString,
        logDestinationType: 's3',
        logDestination: 'arn:aws:s3:::elsewhere',
        maxAggregationInterval: new CfnParameter(stack, 'Interval', { type: 'Number' }).valueAsNumber,
      });
    });
    expect(thrown).toBe('');
    expect(report.violations.every(({ severity }) => severity === 'info')).toBe(true);
    expect(report.violations.length).toBeGreaterThan(2);
  });
});

describe('an app with several stacks', () => {
  const env = { account: '111122223333', region: 'eu-west-1' };

  /** Synthesizes an app with the plugin. @returns rules and constructs of the plugin, and those of `check` for the assembly */
  function findingsOf(build: (app: App) => void, context: Record<string, unknown> = {}) {
    const app = new App({ outdir: join(root, String(count++)), context });
    build(app);
    Validations.of(app).addPlugins(new FlowLogStandardPlugin({ standard }) as IPolicyValidationPlugin);
    messageOf(() => app.synth());
    const { pluginReports } = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));
    const report: Report = pluginReports.find(
      ({ pluginName }: { pluginName: string }) => pluginName === 'cloud-flow-logs',
    ) ?? { violations: [] };
    const plugin = report.violations
      .filter(({ severity }) => severity !== 'info')
      .flatMap(({ ruleName, violatingConstructs }) =>
        violatingConstructs.map(({ constructPath }) => [ruleName, constructPath]),
      );
    const commandLine = check({ model: readArtifact(app.outdir), standard: standard.resolved })
      .findings.filter(({ severity }) => severity !== 'note')
      .map(({ rule, subject }) => [rule, subject?.where.path]);
    return { plugin, commandLine };
  }

  const logs = (scope: Stack, target: ec2.IVpc, trafficType = ec2.FlowLogTrafficType.ALL) =>
    flowLog(scope, target, trafficType);

  const APPS: Readonly<Record<string, readonly [(app: App) => void, [string, string][]]>> = {
    'a flow log in a nested stack': [
      (app) => {
        const stack = new Stack(app, 'Net', { env });
        logs(new NestedStack(stack, 'Logs'), vpc(stack));
      },
      [],
    ],
    'a VPC in a nested stack, with a flow log in its parent': [
      (app) => {
        const stack = new Stack(app, 'Net', { env });
        logs(stack, vpc(new NestedStack(stack, 'Inner')));
      },
      [],
    ],
    'a flow log of rejected traffic in a nested stack': [
      (app) => {
        const stack = new Stack(app, 'Net', { env });
        logs(new NestedStack(stack, 'Logs'), vpc(stack), ec2.FlowLogTrafficType.REJECT);
      },
      [['FLS301', 'Net/Logs/Log/FlowLog']],
    ],
    'a VPC without a flow log in a nested stack of a nested stack': [
      (app) => {
        const outer = new NestedStack(new Stack(app, 'Net', { env }), 'Outer');
        vpc(new NestedStack(outer, 'Inner'));
      },
      [['FLS101', 'Net/Outer/Inner/Vpc/Resource']],
    ],
    'a VPC and its flow log in sibling nested stacks': [
      (app) => {
        const stack = new Stack(app, 'Net', { env });
        logs(new NestedStack(stack, 'Logs'), vpc(new NestedStack(stack, 'Inner')));
      },
      [],
    ],
    'two stages whose stacks have one name': [
      (app) => {
        for (const name of ['Dev', 'Prod']) {
          const stage = new Stage(app, name, { env });
          const network = new Stack(stage, 'Network', { stackName: 'network' });
          const target = vpc(network);
          if (name === 'Prod') logs(new Stack(stage, 'Logs', { stackName: 'logs' }), target);
        }
      },
      [['FLS101', 'Dev/Network/Vpc/Resource']],
    ],
    'a reference to another region': [
      (app) => {
        const network = new Stack(app, 'Net', { env, crossRegionReferences: true });
        const other = new Stack(app, 'Logs', {
          env: { ...env, region: 'us-east-1' },
          crossRegionReferences: true,
        });
        logs(other, vpc(network));
      },
      [],
    ],
  };
  const FLAGS = { 'strong references': {}, 'weak references': WEAK };

  test.each(
    Object.entries(APPS).flatMap(([title, [build, expected]]) =>
      Object.entries(FLAGS).map(([flag, context]) => [title, flag, build, context, expected] as const),
    ),
  )('%s, with %s', (_title, _flag, build, context, expected) => {
    const { plugin, commandLine } = findingsOf(build, context);
    expect(plugin).toEqual(expected);
    expect(commandLine.map(([rule]) => rule)).toEqual(expected.map(([rule]) => rule));
  });
});

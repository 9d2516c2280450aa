import { describe, expect, test } from 'vitest';
import { CONFIGURATION } from '../../../../standard/adapters/terraform/configuration';
import { PLAN } from '../../../../standard/adapters/terraform/plan';
import { check } from '../../../../standard/check';
import { type AwsFlowLog, type AzureFlowLog, FOREVER } from '../../../../standard/facts';
import { FlowLogStandard } from '../../../../standard/flow-log-standard';

const INPUT = {
  path: 'main.tf.json',
  directory: process.cwd(),
  unit: { name: '', artifact: 'main.tf.json' },
};

function configured(resource: object) {
  return CONFIGURATION.read({ resource }, INPUT);
}

describe('a configuration', () => {
  const vpc = { aws_vpc: { main: {} } };

  test.each([
    ['$${version} $${srcaddr}', '${version} ${srcaddr}'],
    ['${version} ${srcaddr}', 'Terraform(version) Terraform(srcaddr)'],
  ])('evaluates the format %s as %s', (log_format, value) => {
    const { flowLogs } = configured({
      ...vpc,
      aws_flow_log: { l: { vpc_id: '${aws_vpc.main.id}', log_format } },
    });
    expect((flowLogs[0] as AwsFlowLog).format).toMatchObject({ known: true, value });
    expect(flowLogs[0]?.target).toMatchObject({ value: 'aws_vpc.main' });
  });

  test.each(['${var.format}', '${local.format}', '${data.x.y.z}', '${timestamp()}'])(
    'treats the format %s as unknown',
    (log_format) => {
      const { flowLogs } = configured({ aws_flow_log: { l: { vpc_id: 'vpc-1', log_format } } });
      expect((flowLogs[0] as AwsFlowLog).format.known).toBe(false);
    },
  );

  test('reports no retention finding for unknown or invalid numbers', () => {
    const standard = FlowLogStandard.parse('version: 1\nazure: { retention: { minDays: 90 } }', 's').resolved;
    for (const days of ['${var.days}', -8.1e298]) {
      const model = configured({
        azurerm_network_watcher_flow_log: {
          l: { target_resource_id: 'x', storage_account_id: 'y', retention_policy: { enabled: true, days } },
        },
      });
      expect((model.flowLogs[0] as AzureFlowLog).retentionDays.known).toBe(false);
      const found = check({ model, standard }).findings.filter(({ rule }) => rule === 'FLS401');
      expect(found).toEqual([]);
    }
  });

  test('reads the lifecycle of a bucket from its own resource, and does not resolve variables', () => {
    const retentionFor = (days: unknown) => {
      const { flowLogs } = configured({
        aws_s3_bucket: { b: { bucket: 'logs' } },
        aws_s3_bucket_lifecycle_configuration: {
          b: { bucket: '${aws_s3_bucket.b.id}', rule: { status: 'Enabled', expiration: { days } } },
        },
        aws_flow_log: {
          l: { vpc_id: 'x', log_destination_type: 's3', log_destination: '${aws_s3_bucket.b.arn}/vpc/' },
        },
      });
      const destination = flowLogs[0]?.destination;
      return destination?.known ? destination.value.retention : undefined;
    };
    expect(retentionFor(30)).toMatchObject({ value: 30 });
    expect(retentionFor(0)).toMatchObject({ value: FOREVER });
    expect(retentionFor('${var.days}')?.known).toBe(false);
  });

  test('reports a VPC as undecided if a module receives its id', () => {
    const resource = { aws_vpc: { passed: {}, internal: {} } };
    const module = { logs: { source: 'somewhere', vpc_id: '${aws_vpc.passed.id}' } };
    const model = CONFIGURATION.read({ resource, module }, INPUT);
    const { findings } = check({ model, standard: FlowLogStandard.DEFAULT.resolved });
    expect(findings.map(({ rule, subject }) => [rule, subject?.address])).toEqual([
      ['FLS002', 'module.logs'],
      ['FLS002', 'aws_vpc.passed'],
      ['FLS101', 'aws_vpc.internal'],
    ]);
  });

  test('reads the lifecycle of a storage account, and does not resolve variables', () => {
    const retentionFor = (days: unknown) => {
      const { flowLogs } = configured({
        azurerm_storage_account: { logs: { name: 'logs' } },
        azurerm_storage_management_policy: {
          policy: {
            storage_account_id: '${azurerm_storage_account.logs.id}',
            rule: [
              {
                name: 'keep',
                enabled: true,
                actions: [{ base_blob: [{ delete_after_days_since_modification_greater_than: days }] }],
              },
            ],
          },
        },
        azurerm_network_watcher_flow_log: {
          log: { storage_account_id: '${azurerm_storage_account.logs.id}' },
        },
      });
      const destination = flowLogs[0]?.destination;
      return destination?.known ? destination.value.retention : destination;
    };
    expect(retentionFor(30)).toMatchObject({ known: true, value: 30 });
    expect(retentionFor(-1)).toMatchObject({ known: true, value: FOREVER });
    expect(retentionFor('${var.days}')).toMatchObject({ known: false });
  });

  test('accepts a network security group in both target arguments', () => {
    for (const argument of ['network_security_group_id', 'target_resource_id']) {
      const { flowLogs } = configured({
        azurerm_network_security_group: { g: {} },
        azurerm_network_watcher_flow_log: {
          l: { [argument]: '${azurerm_network_security_group.g.id}', storage_account_id: 'x' },
        },
      });
      expect(flowLogs[0]?.targetKind).toMatchObject({ value: 'network security group' });
    }
  });
});

describe('a plan', () => {
  const change = (address: string, after: object | null, more: object = {}) => {
    const [type = ''] = address.replace(/^(module\.\w+(\[[^\]]*\])?\.)*/, '').split('.');
    return {
      address,
      mode: 'managed',
      type,
      change: { actions: ['create'], before: null, after, after_unknown: {}, ...more },
    };
  };

  function planned(changes: object[], configuration: object = {}) {
    return PLAN.read(
      { format_version: '1.2', planned_values: {}, resource_changes: changes, configuration },
      INPUT,
    );
  }

  test('follows references through modules and their outputs', () => {
    const { flowLogs } = planned(
      [
        change('module.net.aws_vpc.main', {}),
        change('module.logs.aws_flow_log.l[0]', {}, { after_unknown: { vpc_id: true } }),
      ],
      {
        root_module: {
          module_calls: {
            net: {
              module: {
                outputs: { id: { expression: { references: ['aws_vpc.main.id', 'aws_vpc.main'] } } },
                resources: [{ address: 'aws_vpc.main' }],
              },
            },
            logs: {
              expressions: { vpc: { references: ['module.net.id', 'module.net'] } },
              module: {
                resources: [
                  { address: 'aws_flow_log.l', expressions: { vpc_id: { references: ['var.vpc'] } } },
                ],
              },
            },
          },
        },
      },
    );
    expect(flowLogs[0]?.target).toMatchObject({ known: true, value: 'module.net.aws_vpc.main' });
  });

  test('treats a computed argument as undefined if the configuration omits it', () => {
    const marks = { log_format: true, log_destination: true };
    const read = (expressions: object) =>
      planned([change('aws_flow_log.l', {}, { after_unknown: marks })], {
        root_module: { resources: [{ address: 'aws_flow_log.l', expressions }] },
      }).flowLogs[0] as AwsFlowLog;
    expect(read({}).format).toMatchObject({ known: true, value: undefined });
    expect(read({ log_format: { references: ['var.format'] } }).format.known).toBe(false);
  });

  test('reads the retention from the lifecycle resource if the bucket has a computed lifecycle', () => {
    const days = { rule: [{ status: 'Enabled', expiration: [{ days: 400 }], filter: [{}] }] };
    const read = (rule: object | undefined) =>
      planned(
        [
          change('aws_flow_log.l', { log_destination: 'arn:aws:s3:::logs' }),
          change('aws_s3_bucket.b', { bucket: 'logs' }, { after_unknown: { lifecycle_rule: true } }),
          change(
            'aws_s3_bucket_lifecycle_configuration.c',
            { bucket: 'logs', ...days },
            { after_unknown: { rule: [{ prefix: true, filter: [{ prefix: true }] }] } },
          ),
        ],
        {
          root_module: {
            resources: [
              { address: 'aws_s3_bucket.b', expressions: {} },
              { address: 'aws_s3_bucket_lifecycle_configuration.c', expressions: { rule } },
            ],
          },
        },
      ).flowLogs[0]?.destination;
    expect(read([{ status: {}, expiration: [{}], filter: [{}] }])).toMatchObject({
      value: { retention: { known: true, value: 400 } },
    });
    // the configuration omits dynamic blocks, which may set the unknown values
    expect(read(undefined)).toMatchObject({ value: { retention: { known: false } } });
  });

  test('matches an instance with the instance of the same key', () => {
    const each = (key: string) => [
      change(`aws_vpc.v["${key}"]`, {}),
      change(`aws_flow_log.l["${key}"]`, {}, { after_unknown: { vpc_id: true } }),
    ];
    const { flowLogs } = planned([...each('a'), ...each('b')], {
      root_module: {
        resources: [{ address: 'aws_flow_log.l', expressions: { vpc_id: { references: ['aws_vpc.v'] } } }],
      },
    });
    expect(flowLogs.map(({ target }) => (target.known ? target.value : target.reason))).toEqual([
      'aws_vpc.v["a"]',
      'aws_vpc.v["b"]',
    ]);
  });

  test.each([
    ['a key', ['aws_vpc.v["b"].id', 'aws_vpc.v["b"]', 'aws_vpc.v'], ['aws_vpc.v["b"]', 'aws_vpc.v["b"]']],
    ['each.value', ['each.value.id', 'each.value'], ['aws_vpc.v["a"]', 'aws_vpc.v["b"]']],
  ])('resolves a reference with %s', (_title, references, expected) => {
    const each = (key: string) => [
      change(`aws_vpc.v["${key}"]`, {}),
      change(`aws_flow_log.l["${key}"]`, {}, { after_unknown: { vpc_id: true } }),
    ];
    const { flowLogs } = planned([...each('a'), ...each('b')], {
      root_module: {
        resources: [
          {
            address: 'aws_flow_log.l',
            expressions: { vpc_id: { references } },
            for_each_expression: { references: ['aws_vpc.v'] },
          },
        ],
      },
    });
    expect(flowLogs.map(({ target }) => (target.known ? target.value : target.reason))).toEqual(expected);
  });

  test('resolves references in each instance of a module', () => {
    const each = (key: string) => [
      change(`module.net["${key}"].aws_vpc.v[0]`, {}),
      change(`module.net["${key}"].aws_flow_log.l[0]`, {}, { after_unknown: { vpc_id: true } }),
    ];
    const expressions = { vpc_id: { references: ['aws_vpc.v[0].id', 'aws_vpc.v[0]', 'aws_vpc.v'] } };
    const { flowLogs } = planned(
      [...each('a'), ...each('b'), change('aws_flow_log.out', {}, { after_unknown: { vpc_id: true } })],
      {
        root_module: {
          resources: [
            {
              address: 'aws_flow_log.out',
              expressions: {
                vpc_id: { references: ['module.net["b"].id', 'module.net["b"]', 'module.net'] },
              },
            },
          ],
          module_calls: {
            net: {
              module: {
                outputs: { id: { expression: expressions.vpc_id } },
                resources: [{ address: 'aws_vpc.v' }, { address: 'aws_flow_log.l', expressions }],
              },
            },
          },
        },
      },
    );
    expect(flowLogs.map(({ target }) => (target.known ? target.value : target.reason))).toEqual([
      'module.net["a"].aws_vpc.v[0]',
      'module.net["b"].aws_vpc.v[0]',
      'module.net["b"].aws_vpc.v[0]',
    ]);
  });

  test('resolves existing resources by their ids, and omits deleted resources', () => {
    const { flowLogs, networks } = planned([
      change('aws_vpc.main', { id: 'vpc-1' }),
      change('aws_flow_log.l', { vpc_id: 'vpc-1' }),
      change('aws_vpc.gone', null, { actions: ['delete'], before: { id: 'vpc-2' } }),
    ]);
    expect(flowLogs[0]?.target).toMatchObject({ value: 'aws_vpc.main' });
    expect(networks.map(({ address }) => address)).toEqual(['aws_vpc.main']);
  });

  test('distinguishes a resource from others that have its id or its name', () => {
    const rule = [{ id: 'x', status: 'Enabled', filter: [{}], expiration: [{ days: 30 }] }];
    const { flowLogs } = planned([
      change('aws_s3_bucket.logs', { id: 'logs', bucket: 'logs', arn: 'arn:aws:s3:::logs' }),
      change('aws_s3_bucket_lifecycle_configuration.logs', { id: 'logs', bucket: 'logs', rule }),
      change('aws_s3_bucket_policy.logs', { id: 'logs', bucket: 'logs', policy: '{}' }),
      change('aws_iam_role.logs', { id: 'logs', name: 'logs', arn: 'arn:aws:iam::111122223333:role/logs' }),
      change('aws_flow_log.l', {
        vpc_id: 'vpc-1',
        log_destination_type: 's3',
        log_destination: 'arn:aws:s3:::logs',
      }),
    ]);
    expect(flowLogs[0]?.destination).toMatchObject({ value: { retention: { known: true, value: 30 } } });
  });

  test('distinguishes a storage account from its network rules', () => {
    const id = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a';
    const { flowLogs } = planned([
      change('azurerm_storage_account.a', { id, name: 'a', account_tier: 'Premium' }),
      change('azurerm_storage_account_network_rules.a', { id, storage_account_id: id }),
      change('azurerm_network_watcher_flow_log.l', { target_resource_id: 'x', storage_account_id: id }),
    ]);
    expect(flowLogs[0]?.destination).toMatchObject({ value: { address: 'azurerm_storage_account.a' } });
  });

  test('treats a known id as that of another resource, although the expression also names one', () => {
    const references = ['var.vpc_id', 'aws_vpc.v.id', 'aws_vpc.v'];
    const { flowLogs } = planned(
      [
        change('aws_vpc.v', {}, { after_unknown: { id: true } }),
        change('aws_flow_log.l', { vpc_id: 'vpc-existing' }),
      ],
      {
        root_module: { resources: [{ address: 'aws_flow_log.l', expressions: { vpc_id: { references } } }] },
      },
    );
    expect(flowLogs[0]?.target).toMatchObject({ known: true, value: 'vpc-existing' });
  });

  test.each([
    ['a condition', ['l'], ['var.x', 'aws_vpc.a.id', 'aws_vpc.a', 'aws_vpc.b.id', 'aws_vpc.b'], undefined],
    [
      'a list',
      ['l[0]', 'l[1]'],
      ['aws_vpc.a.id', 'aws_vpc.a', 'aws_vpc.b.id', 'aws_vpc.b', 'count.index'],
      undefined,
    ],
    [
      'each.value',
      ['l["a"]', 'l["b"]'],
      ['each.value'],
      ['aws_vpc.a.id', 'aws_vpc.a', 'aws_vpc.b.id', 'aws_vpc.b'],
    ],
    ['another attribute', ['l'], ['aws_subnet.s.vpc_id', 'aws_subnet.s'], undefined],
    ['a shifted index', ['l[0]', 'l[1]'], ['aws_vpc.c', 'count.index'], undefined],
  ])('does not choose a resource for %s', (_title, logs, references, forEach) => {
    const { flowLogs, networks } = planned(
      [
        ...['a', 'b', 'c[0]', 'c[1]', 'c[2]'].map((name) => change(`aws_vpc.${name}`, {})),
        change('aws_subnet.s', {}),
        ...logs.map((name) => change(`aws_flow_log.${name}`, {}, { after_unknown: { vpc_id: true } })),
      ],
      {
        root_module: {
          resources: [
            {
              address: 'aws_flow_log.l',
              expressions: { vpc_id: { references } },
              ...(forEach && { for_each_expression: { references: forEach } }),
            },
          ],
        },
      },
    );
    expect(networks).toHaveLength(6);
    expect(flowLogs.map(({ target }) => target.known)).toEqual(logs.map(() => false));
  });

  test('treats numbers that are none as unknown', () => {
    const { flowLogs } = planned([
      change('azurerm_network_watcher_flow_log.l', {
        target_resource_id: 'x',
        storage_account_id: 'y',
        retention_policy: [{ enabled: true, days: 'ninety' }],
        traffic_analytics: [{ enabled: true, interval_in_minutes: 'ten' }],
      }),
    ]);
    expect(flowLogs[0]).toMatchObject({
      retentionDays: { known: false, reason: 'days is "ninety", which is not a number' },
      analytics: { value: { interval: { known: false } } },
    });
  });

  test.each([
    [{ resource_changes: {} }, '"resource_changes" is not a list'],
    [{ planned_values: { root_module: { resources: [{}] } } }, 'it has no "resource_changes"'],
    [{ planned_values: { root_module: { child_modules: [{}] } } }, 'it has no "resource_changes"'],
    [
      { resource_changes: [{ mode: 'managed', type: 'aws_vpc' }] },
      'resource_changes[0] has no text "address"',
    ],
    [
      { resource_changes: [{ address: 'aws_vpc.v', type: 'aws_vpc' }] },
      'resource_changes[0] has no text "mode"',
    ],
    [
      { resource_changes: [{ address: 'a.v', mode: 'managed', type: 1 }] },
      'resource_changes[0] has no text "type"',
    ],
  ])('rejects the invalid plan %j', (json, message) => {
    const plan = { format_version: '1.2', planned_values: {}, ...json };
    expect(() => PLAN.read(plan, INPUT)).toThrow(message);
  });

  test('provides the prior and the planned version of a change', () => {
    const json = {
      format_version: '1.2',
      planned_values: {},
      resource_changes: [
        change('aws_vpc.main', { id: 'vpc-1' }, { before: { id: 'vpc-1' }, actions: ['no-op'] }),
        change(
          'aws_flow_log.l',
          { vpc_id: 'vpc-1', traffic_type: 'REJECT' },
          { before: { vpc_id: 'vpc-1', traffic_type: 'ALL' }, actions: ['delete', 'create'] },
        ),
      ],
      configuration: {},
    };
    const base = PLAN.readPrior?.(json, INPUT);
    const found = check({
      model: PLAN.read(json, INPUT),
      ...(base && { base }),
      standard: FlowLogStandard.DEFAULT.resolved,
    });
    expect(found.findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['FLS501', 'FLS506']));
  });
});

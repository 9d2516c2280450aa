import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseQuantity } from '../../../flows/cost/quantities';
import { SHIPPED_PRICES } from '../../../standard/cost/prices';
import { fileOf, NO_TRAFFIC, record } from '../../aws/sample-records';
import { Workspace } from '../../support/flow-logs';
import { flowLog, templateOf } from '../../support/template-stacks';

const BUCKET = { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 90 }] } };
const TO_RAW = { LogDestination: { 'Fn::GetAtt': ['Raw', 'Arn'] } };
const US = ['--region', 'us-east-1'];

describe('cost', () => {
  const workspace = new Workspace();
  const cost = (...args: string[]) => workspace.flowLogs('cost', ...args);
  const template = (name: string, json: object) =>
    workspace.write(`${name}.template.json`, JSON.stringify(json));

  beforeAll(() => {
    template('One', templateOf({ FlowLog: flowLog(TO_RAW), Raw: ['AWS::S3::Bucket', BUCKET] }));
    template('Two', templateOf({ First: flowLog(), Second: flowLog() }));
    template('Transit', templateOf({ FlowLog: flowLog({ ResourceType: 'TransitGateway' }) }));
    template(
      'Unknown',
      templateOf(
        { FlowLog: flowLog(), Open: flowLog({ LogDestinationType: { Ref: 'Type' } }) },
        { Parameters: { Type: { Type: 'String' } } },
      ),
    );
    template('Empty', templateOf({ Bucket: ['AWS::S3::Bucket'] }));
  });

  afterAll(() => workspace.remove());

  test('prints the total and its limits, a table for each flow log, and the sources', async () => {
    const { code, stdout, stderr } = await cost('One.template.json', '--gb-per-day', '2', ...US);
    const lines = stdout.split('\n');
    // 15 + 2 x 90 x 0.23 x 0.023 + 8.64 x 0.005 + 60 x 0.23 x 0.005
    expect(lines[0]).toBe('Total: 16.06 USD per month, for 1 flow log');
    expect(lines[1]).toBe(
      '- 4 of 4 prices not verified: from secondary sources, of 2025-10-28 to 2026-08-31; `flow-logs prices` converts the ' +
        'official price lists',
    );
    expect(lines[3]).toBe('One/FlowLog to s3 One/Raw in us-east-1, 2 GB per day: 16.06 USD per month');
    const rows = lines.map((line) => line.split('│').map((cell) => cell.trim()));
    expect(rows).toContainEqual([
      ...['', 'delivery to S3: raw records', '60 GB', '0.25', '2025-10-28 [1]', '15.00', ''],
    ]);
    expect(rows).toContainEqual(['', 'subtotal', '', '', '', '16.06', '']);
    expect(stdout).toMatch(/^- AWS bills the delivery to S3 as vended logs/m);
    expect(stdout).toMatch(
      /^Sources of the prices:\n\[1\] "Amazon CloudWatch .*\n\[2\] ocelhq.*\n\[3\] .*; queries with Athena \(us-east-1\): a thousandth of 5 USD per TB\n$/m,
    );
    expect(stderr).toMatch(
      /^note: \d+ assumptions, prices with all tiers and general notes: add --details\n$/,
    );
    expect(code).toBe(0);
  });

  test('prints a lower bound if records reach a service that is not counted', async () => {
    const toGroup = { LogDestinationType: 'cloud-watch-logs', LogDestination: undefined };
    const kinesis = 'arn:aws:kinesis:eu-west-1:111122223333:stream/s';
    template(
      'Subscribed',
      templateOf({
        FlowLog: flowLog({ ...toGroup, LogGroupName: { Ref: 'Group' } }),
        Group: ['AWS::Logs::LogGroup', { RetentionInDays: 30 }],
        Filter: [
          'AWS::Logs::SubscriptionFilter',
          { LogGroupName: { Ref: 'Group' }, DestinationArn: kinesis },
        ],
      }),
    );
    const args = ['Subscribed.template.json', '--gb-per-day', '2', ...US];
    const lines = (await cost(...args)).stdout.split('\n');
    expect(lines[0]).toMatch(/^Total: at least [\d.]+ USD per month/);
    expect(lines[1]).toBe('- the total is a lower bound: parts of the artifacts have no estimate');
    expect(lines[4]).toMatch(/2 GB per day: at least [\d.]+ USD per month$/);
    const { stdout: json } = await cost(...args, '--json');
    expect(JSON.parse(json)).toMatchObject({ complete: false, flowLogs: [{ complete: false }] });
  });

  test('prints details on stderr', async () => {
    const { stderr } = await cost('One.template.json', '--gb-per-day', '2', ...US, '--details');
    expect(stderr).toMatch(
      /^note: price 0\.25\/0\.15\/0\.075\/0\.05 per GB, delivery to S3, us-east-1: unverified, as of 2025-10-28/m,
    );
    expect(stderr).toMatch(/^note: a GB is 10\^9 bytes/m);
    expect(stderr).toMatch(/^note: assumed \d+: /m);
    expect(stderr).not.toContain('--details');
  });

  test('prints JSON with decimal strings', async () => {
    const { code, stdout, stderr } = await cost('One.template.json', '--gb-per-day', '2', ...US, '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      currency: 'USD',
      perMonth: '16.06',
      exactPerMonth: '16.0644',
      flowLogs: [
        {
          flowLog: 'One/FlowLog',
          destination: 's3',
          destinationTitle: 'One/Raw',
          region: 'us-east-1',
          gbPerDay: '2',
          lines: [
            {
              ...{ priceName: 's3Delivery', quantity: '60', unit: 'GB', perMonth: '15.00' },
              ...{ perUnit: ['0.25'], asOf: '2025-10-28', verified: false },
            },
            { priceName: 's3Storage', quantity: '41.4', unit: 'GB-month', perMonth: '0.95' },
            { priceName: 's3WriteRequests', quantity: '8.64', unit: 'thousand requests', perMonth: '0.04' },
            { priceName: 'athenaScan', quantity: '13.8', unit: 'GB', perMonth: '0.07' },
          ],
        },
      ],
      missing: [],
      assumptions: { daysPerMonth: 30, 'rawPercent.default.text': 23 },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test.each([
    [['Two.template.json', '--gb-per-day', '1', '--gb-per-day', 'Two/Second=0.5', ...US]],
    [['--gb-per-day', '1,Two/Second=0.5', 'Two.template.json', ...US]],
    [[...US, '--gb-per-day', '1', 'Two/Second=0.5', '--', 'Two.template.json']],
  ])('accepts a volume for each flow log: %j', async (args) => {
    const { stdout } = await cost('--json', ...args);
    const { flowLogs } = JSON.parse(stdout) as { flowLogs: { flowLog: string; gbPerDay: string }[] };
    expect(flowLogs.map((each) => [each.flowLog, each.gbPerDay])).toEqual([
      ['Two/First', '1'],
      ['Two/Second', '0.5'],
    ]);
  });

  test('reports missing prices and leaves their charges out of the total', async () => {
    const price = { tiers: [{ price: '1' }], source: 'contract', asOf: '2026-01-01', verified: true };
    const own = { currency: 'USD', regions: { 'ap-northeast-1': { s3Delivery: price, s3Storage: price } } };
    workspace.write('own.json', JSON.stringify(own));
    const region = ['--region', 'ap-northeast-1', '--prices', 'own.json'];
    const { stdout } = await cost('One.template.json', '--gb-per-day', '1', ...region);
    // 30 x 1 + 90 x 0.23 x 1
    expect(stdout).toMatch(/^Total: at least 50\.70 USD per month, for 1 flow log\n/);
    expect(stdout).toMatch(
      /^- the total is a lower bound: no price is known for write requests to S3 \(ap-northeast-1\); queries with Athena \(ap-northeast-1\)$/m,
    );
    expect(stdout).toMatch(/ GB per day: at least 50\.70 USD per month$/m);
    expect(stdout).toMatch(/queries with Athena: raw objects +│ +6\.9 GB +│ unknown +│ +│ +unknown /);
    expect(stdout).toMatch(/subtotal .* at least .* 50\.70 /);
    expect(stdout).not.toMatch(/ 0\.00 /);
    const json = await cost('One.template.json', '--gb-per-day', '1', ...region, '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({ perMonth: '50.70', complete: false });
  });

  test('prints no zero for a flow log without any price', async () => {
    const price = { tiers: [{ price: '1' }], source: 'contract', asOf: '2026-01-01', verified: true };
    const own = { currency: 'USD', regions: { 'ap-northeast-1': { lambdaTime: price } } };
    workspace.write('other.json', JSON.stringify(own));
    const args = [
      'One.template.json',
      '--gb-per-day',
      '1',
      '--region',
      'ap-northeast-1',
      '--prices',
      'other.json',
    ];
    const { stdout } = await cost(...args);
    expect(stdout).toMatch(/^Total: unknown per month, for 1 flow log\n/);
    expect(stdout).toMatch(/subtotal .* unknown /);
    expect(stdout).not.toContain('0.00');
    const { perMonth, exactPerMonth, flowLogs } = JSON.parse((await cost(...args, '--json')).stdout);
    expect({ perMonth, exactPerMonth }).toEqual({ perMonth: null, exactPerMonth: null });
    expect(flowLogs[0]).toMatchObject({ perMonth: null, complete: false });
  });

  test('does not print a small amount as zero', async () => {
    const { stdout } = await cost('One.template.json', '--gb-per-day', '0.000001', ...US);
    expect(stdout).toMatch(/delivery to S3: raw records .* < 0\.01 /);
  });

  test('prints quantities with 3 decimals, and amounts, that end in one column', async () => {
    const { stdout } = await cost('One.template.json', '--gb-per-day', '2.123456789', ...US);
    const rows = stdout.split('\n').filter((line) => line.startsWith('│'));
    // 30 x 2.123456789, and 90 x 0.23 x 2.123456789
    expect(rows[1]).toContain('│ 63.704 GB ');
    expect(rows[2]).toContain('│ 43.956 GB-month ');
    expect(rows[3]).toContain('│   8.64 thousand requests ');
    expect(rows[4]).toMatch(/ 0\.0\d │$/);
    const small = await cost('One.template.json', '--gb-per-day', '0.000001', ...US);
    expect(small.stdout).toContain('│ < 0.001 GB ');
  });

  test('applies the prices of a file', async () => {
    const { stdout } = await cost('--print-prices');
    expect(JSON.parse(stdout)).toEqual(SHIPPED_PRICES);
    const own = JSON.parse(stdout);
    own.regions['eu-north-1'] = {
      s3Delivery: { tiers: [{ price: '1' }], source: 'contract', asOf: '2026-01-01', verified: true },
    };
    workspace.write('prices.json', JSON.stringify(own));
    const args = ['--gb-per-day', '1', '--region', 'eu-north-1', '--prices', 'prices.json'];
    const priceName = await cost('One.template.json', ...args);
    expect(priceName.stdout).toMatch(/^Total: at least 30\.00 USD per month/m);
    expect(priceName.stdout).toMatch(/delivery to S3: raw records .* 1 +│ 2026-01-01 \[1\]/);
    expect(priceName.stdout).toMatch(/^\[1\] contract$/m);
    expect(priceName.stdout).not.toContain('not verified');
  });

  test.each(['uksouth', 'UK South', 'eu-south-2', 'New East'])('accepts --region %s', async (name) => {
    const price = { tiers: [{ price: '1' }], source: 'contract', asOf: '2026-01-01', verified: true };
    const regions = { 'eu-north-1': { s3Delivery: price }, neweast: { blobHotLRS: price } };
    workspace.write('few.json', JSON.stringify({ currency: 'USD', regions }));
    const args = ['--gb-per-day', '1', '--price-region', 'eu-north-1', '--prices', 'few.json'];
    const { code, stdout } = await cost('One.template.json', ...args, '--region', name);
    expect(stdout).toMatch(/^Total: at least 30\.00 USD/);
    expect(code).toBe(0);
  });

  test('takes a path after --gb-per-day', async () => {
    const { code, stdout } = await cost('--gb-per-day', '2', 'One.template.json', ...US);
    expect(stdout).toMatch(/^Total: 16\.06 USD per month/m);
    expect(code).toBe(0);
  });

  test('applies --region to stacks that do not specify one, and --price-region to all', async () => {
    const stack = templateOf({ FlowLog: flowLog(TO_RAW), Raw: ['AWS::S3::Bucket', BUCKET] });
    workspace.write('assembly/Paris.template.json', JSON.stringify(stack));
    workspace.write(
      'assembly/manifest.json',
      JSON.stringify({
        version: '48.0.0',
        artifacts: {
          Paris: {
            type: 'aws:cloudformation:stack',
            environment: 'aws://unknown-account/eu-west-3',
            properties: { templateFile: 'Paris.template.json' },
          },
        },
      }),
    );
    const inStackRegion = await cost('assembly', '--gb-per-day', '2', ...US);
    expect(inStackRegion.stderr).toContain('no prices for eu-west-3 (Paris/FlowLog)');
    const args = ['assembly', '--gb-per-day', '2', '--price-region', 'us-east-1'];
    const { code, stdout, stderr } = await cost(...args);
    expect(stdout).toMatch(/^Total: 16\.06 USD per month/m);
    expect(stderr).toContain('Paris/FlowLog is in eu-west-3, estimated with the prices of us-east-1');
    expect(code).toBe(0);
  });

  describe('with artifacts of several units', () => {
    const terraform = (address: string) => ({
      format_version: '1.2',
      planned_values: {},
      resource_changes: [
        {
          address,
          mode: 'managed',
          type: 'aws_flow_log',
          name: 'main',
          change: {
            actions: ['create'],
            before: null,
            after: {
              vpc_id: 'vpc-1',
              log_destination_type: 's3',
              log_destination: 'arn:aws:s3:::central-logs',
            },
            after_unknown: {},
          },
        },
      ],
    });
    const azure = {
      resource: {
        azurerm_storage_account: {
          logs: { name: 'logs', location: 'westeurope', account_replication_type: 'LRS' },
        },
        azurerm_network_watcher_flow_log: {
          hub: {
            name: 'hub',
            network_watcher_name: 'watcher',
            resource_group_name: 'group',
            target_resource_id:
              '/subscriptions/0/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/hub',
            storage_account_id: '${azurerm_storage_account.logs.id}',
            enabled: true,
            retention_policy: { enabled: true, days: 90 },
          },
        },
      },
    };

    beforeAll(() => {
      workspace.write('dev/plan.json', JSON.stringify(terraform('aws_flow_log.main')));
      workspace.write('prod/plan.json', JSON.stringify(terraform('aws_flow_log.main')));
      workspace.write('hub.tf.json', JSON.stringify(azure));
    });

    test('names flow logs with equal titles by their units', async () => {
      const names = ['--gb-per-day', 'dev/plan.json/aws_flow_log.main=1,prod/plan.json/aws_flow_log.main=2'];
      const { stdout } = await cost('dev/plan.json', 'prod/plan.json', ...names, ...US, '--json');
      const { flowLogs } = JSON.parse(stdout) as { flowLogs: Record<string, unknown>[] };
      expect(flowLogs).toMatchObject([
        { flowLog: 'dev/plan.json/aws_flow_log.main', unit: 'dev/plan.json', gbPerDay: '1', cloud: 'aws' },
        { flowLog: 'prod/plan.json/aws_flow_log.main', unit: 'prod/plan.json', gbPerDay: '2' },
      ]);
    });

    test('rejects an ambiguous name and lists the candidates', async () => {
      const args = ['--gb-per-day', 'aws_flow_log.main=1', ...US];
      const { code, stderr } = await cost('dev/plan.json', 'prod/plan.json', ...args);
      expect(stderr).toBe(
        'error: --gb-per-day names aws_flow_log.main, which is ambiguous: give one of ' +
          'dev/plan.json/aws_flow_log.main, prod/plan.json/aws_flow_log.main\n',
      );
      expect(code).toBe(2);
    });

    test('estimates both clouds, each in its region', async () => {
      const { code, stdout } = await cost('dev/plan.json', 'hub.tf.json', '--gb-per-day', '1', ...US);
      expect(stdout).toMatch(
        /hub to storage-account \S+ in westeurope, 1 GB per day[\s\S]*collection of flow logs .* 30 GB .* 15\.00/,
      );
      expect(stdout).toMatch(
        /main to s3 \S+ in us-east-1, 1 GB per day[\s\S]*delivery to S3: raw records .* 30 GB .* 7\.50/,
      );
      // 90 days x 0.0196
      expect(stdout).toMatch(/storage of blobs, Hot LRS: blobs .* 90 GB-month .* 1\.76/);
      expect(code).toBe(0);
    });

    test('estimates flow logs of azapi like those of azurerm', async () => {
      const { azurerm_network_watcher_flow_log: logs, ...others } = azure.resource;
      const { target_resource_id: targetResourceId, storage_account_id: storageId, ...log } = logs.hub;
      const properties = {
        targetResourceId,
        storageId,
        enabled: log.enabled,
        retentionPolicy: log.retention_policy,
        enabledFilteringCriteria: 'DstPort=22',
      };
      const hub = {
        type: 'Microsoft.Network/networkWatchers/flowLogs@2025-07-01',
        name: 'hub',
        parent_id:
          '/subscriptions/0/resourceGroups/group/providers/Microsoft.Network/networkWatchers/watcher',
        body: { properties },
      };
      workspace.write(
        'azapi/main.tf.json',
        JSON.stringify({ resource: { ...others, azapi_resource: { hub } } }),
      );
      const { code, stdout } = await cost('azapi/main.tf.json', '--gb-per-day', '1', '--json');
      const [ofAzapi] = JSON.parse(stdout).flowLogs;
      const [ofAzurerm] = JSON.parse(
        (await cost('hub.tf.json', '--gb-per-day', '1', '--json')).stdout,
      ).flowLogs;
      expect(ofAzapi.flowLog).toBe('azapi_resource.hub');
      expect(ofAzapi.lines).toEqual(ofAzurerm.lines);
      expect(ofAzapi.lines).not.toHaveLength(0);
      expect(code).toBe(0);
    });

    test('applies a region of each cloud', async () => {
      const regions = ['--price-region', 'us-east-1', '--price-region', 'East US'];
      const artifacts = ['dev/plan.json', 'hub.tf.json', '--gb-per-day', '1', '--json'];
      const { stdout } = await cost(...artifacts, ...regions);
      const { flowLogs, notes, complete } = JSON.parse(stdout);
      expect(flowLogs.map(({ region }: { region: string }) => region)).toEqual(['us-east-1', 'eastus']);
      expect(notes).toContainEqual(
        'azurerm_network_watcher_flow_log.hub is in westeurope, estimated with the prices of eastus',
      );
      expect(complete).toBe(false);
    });

    test('rejects two regions of one cloud', async () => {
      const regions = ['--region', 'us-east-1', '--region', 'us-west-2'];
      const { code, stderr } = await cost('dev/plan.json', '--gb-per-day', '1', ...regions);
      expect(stderr).toContain('--region names two regions of one cloud, us-east-1 and us-west-2: give one');
      expect(code).toBe(2);
    });

    test('does not measure the volume of blobs of Azure', async () => {
      const { code, stderr } = await cost('hub.tf.json', '--measured', 'tables');
      expect(stderr).toContain('the table does not have the length of blobs of Azure: give --gb-per-day');
      expect(code).toBe(2);
    });
  });

  test('notes a flow log with an unknown destination type, and parts that are not read', async () => {
    const { code, stdout, stderr } = await cost('Unknown.template.json', '--gb-per-day', '1', ...US);
    expect(stdout).toMatch(/^Total: at least \d+\.\d\d USD per month/);
    expect(stdout).toMatch(/^- the total is a lower bound: parts of the artifacts have no estimate$/m);
    expect(stderr).toMatch(
      /^note: Unknown\/Open is not estimated: its destination type is unknown, because .*\bType\b/m,
    );
    expect(code).toBe(0);
  });

  describe('with a measured volume', () => {
    const hour = (start: number) => ({
      start: String(1_795_341_600 + start),
      end: String(1_795_341_600 + start + 60),
    });
    const records = [hour(0), { ...hour(600), ...NO_TRAFFIC }, { ...hour(3540), bytes: '123456789' }];
    // every line of the file but its header, with their ends
    const bytes = records.reduce((sum, fields) => sum + record(fields).length + 1, 0);

    beforeAll(async () => {
      workspace.write('raw/flow.log', fileOf(...records));
      expect(await workspace.flowLogs('normalize', 'raw/flow.log', '--out', 'tables')).toMatchObject({
        code: 0,
      });
    });

    test('is the volume of the raw records, scaled to a day', async () => {
      const { code, stdout } = await cost('One.template.json', '--measured', 'tables', ...US, '--json');
      const { flowLogs, notes } = JSON.parse(stdout);
      // from the first to the last of them there is one hour
      expect(parseQuantity(flowLogs[0].gbPerDay)).toBe(BigInt(bytes * 24));
      expect(notes).toContainEqual(
        'measured: 3 vpc records of 1 flow log(s) in 1 h 0 min, scaled to a day; without rejects',
      );
      expect(code).toBe(0);
    });

    test('counts the fields of the flow log, not those of the file', async () => {
      const format = { ...TO_RAW, LogFormat: '${bytes} ${vpc-id}' };
      template('Short', templateOf({ FlowLog: flowLog(format), Raw: ['AWS::S3::Bucket', BUCKET] }));
      const { stdout } = await cost('Short.template.json', '--measured', 'tables', ...US, '--json');
      const { flowLogs, notes } = JSON.parse(stdout);
      // 840, - and 123456789 with -, a space and a line end each: 22 bytes an hour
      expect(flowLogs[0].gbPerDay).toBe('0.000000528');
      expect(notes).toContainEqual('no value in the table, counted as -: vpc-id');
    });

    test.each([
      [['Transit.template.json', '--measured', 'tables', ...US], 'tables has no records of tgw flow logs'],
      [['One.template.json', '--measured', 'raw', ...US], 'raw has no table'],
    ])('fails if the table does not have the volume: %j', async (args, message) => {
      const { code, stdout, stderr } = await cost(...args);
      expect(stderr).toContain(message);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    });
  });

  test.each([
    [['One.template.json', ...US], 'give either --gb-per-day or --measured'],
    [
      ['One.template.json', '--gb-per-day', '1', '--measured', 'x', ...US],
      'give either --gb-per-day or --measured',
    ],
    [
      ['One.template.json', '--gb-per-day', '1'],
      'the artifact does not state the region of One/FlowLog: give --region',
    ],
    [
      ['One.template.json', '--gb-per-day', '1', '--region', 'eu-west-2'],
      'no prices for eu-west-2 (One/FlowLog): give --prices, or --price-region',
    ],
    [['One.template.json', '--gb-per-day', 'much', ...US], '--gb-per-day "much" is not a volume'],
    [
      ['Two.template.json', '--gb-per-day', 'Two/First=1', ...US],
      "Two/Second has no volume: add --gb-per-day 'Two/Second=1'",
    ],
    [
      ['Two.template.json', '--gb-per-day', '1', '--gb-per-day', 'Two/Third=1', ...US],
      '--gb-per-day names the unknown flow log Two/Third: the flow logs are Two/First, Two/Second',
    ],
    [['Empty.template.json', '--gb-per-day', '1', ...US], 'Empty.template.json has no flow log'],
    [
      ['One.template.json', '--gb-per-day', '1', '--prices', 'One.template.json'],
      'One.template.json is not a valid price file: currency: expected "USD", received undefined',
    ],
    [
      ['One.template.json', '--gb-per-day', '1', '--prices', 'none.json'],
      'none.json does not exist: give a price file',
    ],
    [
      ['One.template.json', '--gb-per-day', '1', '--reads', 'x', ...US],
      'Give a whole number from 0 to 9999.',
    ],
    [
      ['One.template.json', '--gb-per-day', '2', '--gb-per-day', '3', ...US],
      '--gb-per-day has two volumes for every flow log, 2 and 3: give one, or NAME=GB for a single flow log',
    ],
    [
      ['One.template.json', '--gb-per-day', 'One/FlowLog=2,One/FlowLog=3', ...US],
      '--gb-per-day has two volumes for One/FlowLog, 2 and 3',
    ],
    [
      ['One.template.json', '--gb-per-day', '1', '--region', 'here!'],
      'Give the name of a region of AWS, such as eu-central-1, or of Azure, such as westeurope.',
    ],
    [
      ['One.template.json', '--gb-per-day', '1', ...US, '--region', 'Tokyo'],
      '--region "Tokyo" is not the name of a region of AWS or of Azure: prices exist for us-east-1, ',
    ],
    [
      ['One.template.json', '--gb-per-day', '1', ...US, '--price-region', 'West Eurpoe'],
      '--price-region "West Eurpoe" is not the name of a region of AWS or of Azure (did you mean westeurope?): prices exist for ',
    ],
    [[], 'no app to estimate: `flow-logs cost cdk.out --gb-per-day 2`'],
    [
      ['One.template.json', '--gb-per-day', '1', 'Two/Second=1', ...US],
      'to give several values, repeat the option',
    ],
  ])('rejects the arguments %j with exit code 2', async (args, message) => {
    const { code, stdout, stderr } = await cost(...args);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

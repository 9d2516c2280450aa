import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseQuantity } from '../../../aws/cost/quantities';
import { SHIPPED_PRICES } from '../../../aws/prices/shipped-prices';
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
    template('Empty', templateOf({ Bucket: ['AWS::S3::Bucket'] }));
  });

  afterAll(() => workspace.remove());

  test('is printed for people, with all that is to be known of it beside', async () => {
    const { code, stdout, stderr } = await cost('One.template.json', '--gb-per-day', '2', ...US);
    const rows = stdout.split('\n').map((line) => line.split('│').map((cell) => cell.trim()));
    expect(rows).toContainEqual([
      '',
      'One/FlowLog, 2 GB a day',
      'delivery to S3: raw records',
      '60 GB',
      '15.00',
      '',
    ]);
    // 15 + 2 x 90 x 0.2 x 0.023 + 60 x 0.2 x 0.005
    expect(stdout).toMatch(/^15\.89 USD a month$/m);
    expect(stderr).toMatch(
      /^note: price 0\.25\/0\.15\/0\.075\/0\.05 per GB, delivery to S3, us-east-1: unverified, as of 2026-11-24/m,
    );
    expect(stderr).toMatch(/^note: One\/FlowLog: delivery to S3 is not free/m);
    expect(stderr).toMatch(/^note: a GB is 10\^9 bytes/m);
    expect(stderr).toMatch(/^note: assumed 20: stored size of compressed text/m);
    expect(code).toBe(0);
  });

  test('is printed as JSON, in decimal text', async () => {
    const { code, stdout, stderr } = await cost('One.template.json', '--gb-per-day', '2', ...US, '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      currency: 'USD',
      perMonth: '15.89',
      exactPerMonth: '15.888',
      flowLogs: [
        {
          flowLog: 'One/FlowLog',
          destination: 's3',
          region: 'us-east-1',
          gbPerDay: '2',
          lines: [
            { priced: 's3Delivery', quantity: '60', unit: 'GB', perMonth: '15.00' },
            { priced: 's3Storage', quantity: '36', unit: 'GB-month', perMonth: '0.83' },
            { priced: 'athenaScan', quantity: '12', unit: 'GB', perMonth: '0.06' },
          ],
        },
      ],
      missing: [],
      assumptions: { daysPerMonth: 30 },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('takes a volume for each flow log', async () => {
    const volumes = ['--gb-per-day', '1', 'Two/Second=0.5'];
    const { stdout } = await cost('Two.template.json', ...volumes, ...US, '--json');
    const { flowLogs } = JSON.parse(stdout) as { flowLogs: { flowLog: string; gbPerDay: string }[] };
    expect(flowLogs.map((each) => [each.flowLog, each.gbPerDay])).toEqual([
      ['Two/First', '1'],
      ['Two/Second', '0.5'],
    ]);
  });

  test('says which prices it lacks, and does not take them for nothing', async () => {
    const region = ['--region', 'ap-northeast-1'];
    const { stdout, stderr } = await cost('One.template.json', '--gb-per-day', '1', ...region);
    expect(stdout).toMatch(/no price/);
    expect(stdout).toMatch(/USD a month, and what has no price\n$/);
    expect(stderr).toMatch(/^note: no price in ap-northeast-1, not in the sum: queries with Athena$/m);
  });

  test('is counted with prices of the caller', async () => {
    const { stdout } = await cost('--print-prices');
    expect(JSON.parse(stdout)).toEqual(SHIPPED_PRICES);
    const own = JSON.parse(stdout);
    own.regions['eu-north-1'] = {
      s3Delivery: { tiers: [{ price: '1' }], source: 'ours', asOf: '2026-01-01', verified: true },
    };
    workspace.write('prices.json', JSON.stringify(own));
    const args = ['--gb-per-day', '1', '--region', 'eu-north-1', '--prices', 'prices.json'];
    const priced = await cost('One.template.json', ...args);
    expect(priced.stdout).toMatch(/^30\.00 USD a month, and/m);
    expect(priced.stderr).toContain(
      'price 1 per GB, delivery to S3, eu-north-1: verified, as of 2026-01-01, ours',
    );
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

    test('is that of the raw records, taken to a day', async () => {
      const { code, stdout } = await cost('One.template.json', '--measured', 'tables', ...US, '--json');
      const { flowLogs, notes } = JSON.parse(stdout);
      // from the first to the last of them there is one hour
      expect(parseQuantity(flowLogs[0].gbPerDay)).toBe(BigInt(bytes * 24));
      expect(notes).toContainEqual(
        'measured: 3 vpc records of 1 flow log(s) in 1 h 0 min, taken to a day; rejects are not counted',
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
      expect(notes).toContainEqual('without a value in the table, counted as -: vpc-id');
    });

    test.each([
      [['Transit.template.json', '--measured', 'tables', ...US], 'tables has no records of tgw flow logs'],
      [['One.template.json', '--measured', 'raw', ...US], 'no table in raw'],
    ])('fails where the table does not say it: %j', async (args, message) => {
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
    [['One.template.json', '--gb-per-day', '1'], 'the region of One/FlowLog is open: give --region'],
    [
      ['One.template.json', '--gb-per-day', '1', '--region', 'eu-west-1'],
      'no prices of eu-west-1 (One/FlowLog): give --prices, or --region',
    ],
    [['One.template.json', '--gb-per-day', 'much', ...US], '"much" is no volume'],
    [
      ['Two.template.json', '--gb-per-day', 'Two/First=1', ...US],
      "the volume of Two/Second is not given: add --gb-per-day 'Two/Second=1'",
    ],
    [
      ['Two.template.json', '--gb-per-day', '1', 'Two/Third=1', ...US],
      'no flow log is called Two/Third: there are Two/First, Two/Second',
    ],
    [['Empty.template.json', '--gb-per-day', '1', ...US], 'no flow log in Empty.template.json'],
    [
      ['One.template.json', '--gb-per-day', '1', '--prices', 'One.template.json'],
      'One.template.json can not be used for prices: currency is undefined',
    ],
    [
      ['One.template.json', '--gb-per-day', '1', '--prices', 'none.json'],
      'none.json can not be used for prices: ENOENT',
    ],
    [['One.template.json', '--gb-per-day', '1', '--reads', 'x', ...US], 'it must be a whole number'],
    [[], 'say what to estimate: flow-logs cost <cdk.out>'],
  ])('fails as a call that can not be carried out: %j', async (args, message) => {
    const { code, stdout, stderr } = await cost(...args);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

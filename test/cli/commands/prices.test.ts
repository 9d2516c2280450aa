import { readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AWS_OFFERS } from '../../../aws/prices/meters';
import { awsOffer, awsProductList } from '../../aws/prices/price-list-json';
import { retailItem, retailPage } from '../../azure/prices/retail-page';
import { Workspace } from '../../support/flow-logs';
import { flowLog, templateOf } from '../../support/template-stacks';

describe('prices', () => {
  const workspace = new Workspace();
  const prices = (...args: string[]) => workspace.flowLogs('prices', ...args);
  const write = (name: string, json: unknown) => workspace.write(name, JSON.stringify(json));

  beforeAll(() => {
    const cloudWatch = awsOffer('AmazonCloudWatch', 'eu-west-2', [
      { usagetype: 'EUW2-S3-Egress-Bytes', unit: 'GB', tiers: [['0', 'Inf', '0.3000000000']] },
    ]);
    const s3 = awsOffer('AmazonS3', 'eu-west-2', [
      { usagetype: 'EUW2-TimedStorage-ByteHrs', unit: 'GB-Mo', tiers: [['0', 'Inf', '0.0240000000']] },
    ]);
    write('cloud-watch.json', cloudWatch);
    write('s3.json', awsProductList(s3));
    write('ec2.json', { ...s3, offerCode: 'AmazonEC2' });
    write('other.json', awsOffer('AmazonS3', 'eu-west-2', []));
    write('blob.json', retailPage(retailItem()));
    write('page.json', { ...retailPage(), NextPageLink: 'https://prices.azure.com/next' });
    write('euro.json', retailPage(retailItem({ currencyCode: 'EUR' })));
    workspace.write('cut.json', '{"Items": [');
    const age = new Date('2026-10-05T23:00:00Z');
    utimesSync(join(workspace.directory, 'blob.json'), age, age);
    const template = templateOf({ FlowLog: flowLog() });
    workspace.write('One.template.json', JSON.stringify(template));
  });

  afterAll(() => workspace.remove());

  test('from-aws writes a price file that cost applies', async () => {
    const { code, stdout, stderr } = await prices('from-aws', 'cloud-watch.json', 's3.json');
    expect(JSON.parse(stdout)).toEqual({
      currency: 'USD',
      regions: {
        'eu-west-2': {
          s3Delivery: expect.objectContaining({
            tiers: [{ price: '0.3' }],
            asOf: '2026-09-22',
            verified: true,
          }),
          s3Storage: expect.objectContaining({ tiers: [{ price: '0.024' }] }),
        },
      },
    });
    expect(stderr).toMatch(
      /^note: eu-west-2 has 2 of \d+ prices; add the files of AmazonKinesisFirehose, AmazonAthena, /,
    );
    expect(stderr).toContain('queries with Athena');
    expect(stderr).toContain(
      '; the file of AmazonCloudWatch has no valid price of the usage type VendedLog-Bytes; ',
    );
    expect(code).toBe(0);
    workspace.write('own.json', stdout);
    const cost = ['One.template.json', '--gb-per-day', '1', '--region', 'eu-west-2', '--prices', 'own.json'];
    const { stdout: estimate } = await workspace.flowLogs('cost', ...cost, '--json');
    // 30 x 0.3 + 30 x 0.2 x 365/30 x 0.024
    expect(JSON.parse(estimate).flowLogs[0].lines[0]).toMatchObject({
      priceName: 's3Delivery',
      perMonth: '9.00',
    });
  });

  test('from-aws prints everything as one JSON object', async () => {
    const { code, stdout, stderr } = await prices('from-aws', 's3.json', '--json');
    const { file, missing, problems } = JSON.parse(stdout);
    expect(Object.keys(file.regions)).toEqual(['eu-west-2']);
    expect(missing).toContainEqual({ region: 'eu-west-2', priceName: 's3Delivery' });
    expect({ code, stderr, problems }).toEqual({ code: 0, stderr: '', problems: [] });
  });

  test('from-azure takes the day of the file, or of --as-of', async () => {
    const asOf = async (...args: string[]) => {
      const { stdout } = await prices('from-azure', 'blob.json', ...args);
      return JSON.parse(stdout).regions.westeurope.blobHotLRS.asOf;
    };
    expect(await asOf()).toBe('2026-10-05');
    expect(await asOf('--as-of', '2026-11-30')).toBe('2026-11-30');
  });

  test('from-azure reports a page that is not the last', async () => {
    const { code, stderr } = await prices('from-azure', 'blob.json', 'page.json');
    expect(stderr).toContain('note: page.json is not the last page: request https://prices.azure.com/next');
    expect(code).toBe(0);
  });

  test('cost merges several price files', async () => {
    const [aws, azure] = [await prices('from-aws', 's3.json'), await prices('from-azure', 'blob.json')];
    workspace.write('aws.json', aws.stdout);
    workspace.write('azure.json', azure.stdout);
    const { stdout } = await workspace.flowLogs(
      ...['cost', '--print-prices', '--prices', 'aws.json', '--prices', 'azure.json'],
    );
    expect(Object.keys(JSON.parse(stdout).regions)).toEqual(['eu-west-2', 'westeurope']);
  });

  test('names the path of a file once', async () => {
    const { stderr } = await prices('from-aws', 'cut.json');
    expect(stderr.split('cut.json')).toHaveLength(2);
  });

  test('from-aws accepts a byte order mark', async () => {
    workspace.write('mark.json', `\ufeff${readFileSync(join(workspace.directory, 's3.json'), 'utf8')}`);
    expect((await prices('from-aws', 'mark.json')).stdout).toBe((await prices('from-aws', 's3.json')).stdout);
  });

  test.each([
    ['s3.json', 'a file of the AWS Price List', 'from-aws'],
    ['products.json', 'a file of the AWS Price List', 'from-aws'],
    ['blob.json', 'a page of the Azure Retail Prices API', 'from-azure'],
  ])('cost names the command that converts %s', async (file, list, command) => {
    write('products.json', { PriceList: [] });
    const args = ['cost', 'One.template.json', '--gb-per-day', '2', '--prices', file];
    const { code, stderr } = await workspace.flowLogs(...args);
    expect(stderr).toContain(`${file} is ${list}, not a price file: `);
    expect(stderr).toContain(`\`flow-logs prices ${command} ${file} > prices.json\``);
    expect(code).toBe(2);
  });

  test('the examples of the help and of the page name a file of each offer', async () => {
    const { stdout } = await prices('from-aws', '--help');
    const [example] = stdout.split('\n').filter((line) => line.includes('> prices.json'));
    const page = readFileSync('docs/cost.md', 'utf8');
    expect(AWS_OFFERS.filter((offer) => !page.includes(`${offer}.json`))).toEqual([]);
    expect(example?.match(/\w+(?=\.json)/g)).toEqual([...AWS_OFFERS, 'prices']);
  });

  test('cost names the flow log whose cloud has no price in the files', async () => {
    workspace.write('azure.json', (await prices('from-azure', 'blob.json')).stdout);
    const artifact = ['cost', 'One.template.json', '--gb-per-day', '2', '--region', 'eu-west-2'];
    const { stderr } = await workspace.flowLogs(...artifact, '--prices', 'azure.json');
    expect(stderr).toContain(
      'no price file has a price of the charges of One/FlowLog: add one with --prices',
    );
  });

  test.each([
    [['from-aws', 'none.json'], 'none.json does not exist: give a file of the price list'],
    [['from-aws', 'cut.json'], 'cut.json: Unexpected end of JSON input'],
    [['from-aws', 'ec2.json'], 'ec2.json: the offer AmazonEC2 has no price of flow logs'],
    [['from-aws', 'blob.json'], 'blob.json: expected an offer file of the AWS Price List'],
    [['from-aws', 'other.json'], 'no file has a price of flow logs: give the files of AmazonCloudWatch'],
    [['from-azure', 's3.json'], 's3.json: expected a page of the Azure Retail Prices API (Items)'],
    [
      ['from-azure', 'blob.json', 'euro.json'],
      'euro.json: westeurope, Hot LRS Data Stored: the currency is "EUR"',
    ],
    [['from-azure', 'blob.json', '--as-of', '2026-02-30'], 'Expected a day such as 2026-11-30'],
    [['from-azure', 'blob.json', '--as-of', '2026-13-01'], 'Expected a day such as 2026-11-30'],
    [['from-azure', 'none.json'], 'none.json does not exist: give a page'],
  ])('rejects %j', async (args, message) => {
    const { code, stdout, stderr } = await prices(...args);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

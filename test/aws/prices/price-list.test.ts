import { describe, expect, test } from 'vitest';
import { AWS_CHARGES } from '../../../aws/prices/charges';
import { AWS_METERS, chargeOfMeter } from '../../../aws/prices/meters';
import { awsListedPrices } from '../../../aws/prices/price-list';
import { importPrices } from '../../../flows/cost/price-import';
import { readPrices } from '../../../flows/cost/read-prices';
import { thrownBy } from '../../support/thrown';
import { awsOffer, awsProductList } from './price-list-json';

const CLOUD_WATCH = awsOffer('AmazonCloudWatch', 'eu-west-1', [
  {
    usagetype: 'EU-S3-Egress-Bytes',
    unit: 'GB',
    tiers: [
      ['51200', 'Inf', '0.0570000000'],
      ['0', '10240', '0.2850000000'],
      ['10240', '30720', '0.1710000000'],
      ['30720', '51200', '0.0860000000'],
    ],
  },
  { usagetype: 'EU-VendedLog-Bytes-WAFLogs', unit: 'GB', tiers: [['0', 'Inf', '9']] },
  { usagetype: 'EU-CW:AlarmMonitorUsage', unit: 'Alarms', tiers: [['0', 'Inf', '0.1000000000']] },
]);

describe('the meters of the AWS Price List', () => {
  test('exist for each charge', () => {
    expect(Object.keys(AWS_METERS)).toEqual(Object.keys(AWS_CHARGES));
  });

  test.each([
    ['AmazonCloudWatch', 'EU-S3-Egress-Bytes', 's3Delivery'],
    ['AmazonCloudWatch', 'S3-Egress-Bytes', 's3Delivery'],
    ['AmazonCloudWatch', 'USE1-FH-Egress-Bytes', 'firehoseDelivery'],
    ['AmazonCloudWatch', 'FH-Egress-Bytes', 'firehoseDelivery'],
    ['AmazonCloudWatch', 'APN1-VendedLog-Bytes', 'cloudWatchDelivery'],
    ['AmazonCloudWatch', 'APN1-VendedLogIA-Bytes', 'cloudWatchDeliveryInfrequent'],
    ['AmazonCloudWatch', 'APN1-VendedLog-Bytes-CFLogs', undefined],
    ['AmazonCloudWatch', 'TimedStorage-ByteHrs', 'cloudWatchStorage'],
    ['AmazonS3', 'EUW2-TimedStorage-ByteHrs', 's3Storage'],
    ['AmazonS3', 'EU-XZ-TimedStorage-ByteHrs', undefined],
    ['AmazonS3', 'IA-TimedStorage-ByteHrs', undefined],
    ['AmazonS3', 'EU-Requests-ZIA-Tier1', undefined],
    ['AWSQueueService', 'EU-Requests-Tier1', 'sqsRequests'],
    ['AWSQueueService', 'EU-Requests-FIFO-Tier1', undefined],
    ['AWSLambda', 'EU-Request-ARM', 'lambdaRequests'],
    ['AWSLambda', 'EU-Lambda-GB-Second', undefined],
    ['AmazonKinesisFirehose', 'EUW1-BilledBytes', 'firehoseIngestion'],
    ['AmazonKinesisFirehose', 'EUW1-VendedLogsBilledBytes', 'firehoseVendedIngestion'],
    ['AmazonKinesisFirehose', 'EUW1-DirectPUT-no-rounding-BilledBytes', undefined],
    ['AmazonDynamoDB', 'EU-TimedStorage-ByteHrs', undefined],
  ])('%s %s has the charge %s', (offer, usageType, charge) => {
    expect(chargeOfMeter(offer, usageType)).toBe(charge);
  });
});

describe('an offer file of the AWS Price List', () => {
  test('with two units in the tiers of a price has no price', () => {
    const offer = structuredClone(CLOUD_WATCH);
    const [tier] = Object.values(Object.values(offer.terms.OnDemand.SKU0 as object)[0].priceDimensions);
    Object.assign(tier as object, { unit: 'TB' });
    const { file, problems } = importPrices(awsListedPrices(offer), AWS_METERS);
    expect(file.regions['eu-west-1']?.s3Delivery).toBeUndefined();
    expect(problems[0]).toContain('eu-west-1, s3Delivery: the unit is "TB, GB", expected "GB"');
  });

  test('without a day of the calendar is rejected', () => {
    const offer = { ...CLOUD_WATCH, publicationDate: '2026-99-99T00:00:00Z' };
    expect(thrownBy(() => awsListedPrices(offer))).toContain('expected a date');
  });

  test('has the prices of charges, with all tiers, the day and the version', () => {
    const { file, problems } = importPrices(awsListedPrices(CLOUD_WATCH), AWS_METERS);
    expect(problems).toEqual([]);
    expect(readPrices(file, AWS_CHARGES)).toBe(file);
    expect(file.regions).toEqual({
      'eu-west-1': {
        s3Delivery: {
          tiers: [
            { upTo: 10_240, price: '0.285' },
            { upTo: 30_720, price: '0.171' },
            { upTo: 51_200, price: '0.086' },
            { price: '0.057' },
          ],
          source: 'AWS Price List, AmazonCloudWatch, EU-S3-Egress-Bytes, version 20260922021715',
          asOf: '2026-09-22',
          verified: true,
        },
        alarmMetrics: expect.objectContaining({ tiers: [{ price: '0.1' }] }),
      },
    });
  });

  test('has prices per million and thousand requests, and of a TB', () => {
    const figure = (offer: string, usagetype: string, unit: string, usd: string) => {
      const json = awsOffer(offer, 'us-east-1', [{ usagetype, unit, tiers: [['0', 'Inf', usd]] }]);
      const { file } = importPrices(awsListedPrices(json), AWS_METERS);
      return Object.values(file.regions['us-east-1'] ?? {})[0]?.tiers[0]?.price;
    };
    expect(figure('AWSLambda', 'Request-ARM', 'Requests', '0.0000002000')).toBe('0.2');
    // the list has both units
    expect(figure('AWSLambda', 'Request-ARM', 'Request', '0.0000002000')).toBe('0.2');
    expect(figure('AmazonS3', 'Requests-Tier1', 'Requests', '0.0000050000')).toBe('0.005');
    expect(figure('AmazonAthena', 'USE1-DataScannedInTB', 'Terabytes', '5.0000000000')).toBe('0.005');
    expect(figure('AWSLambda', 'Lambda-GB-Second-ARM', 'Lambda-GB-Second', '0.0000133334')).toBe(
      '0.0000133334',
    );
  });

  test('is also read from the output of get-products, as text or as JSON', () => {
    const list = awsProductList(CLOUD_WATCH);
    expect(awsListedPrices(list)).toEqual(awsListedPrices(CLOUD_WATCH));
    expect(awsListedPrices({ PriceList: list.PriceList.map((each) => JSON.parse(each)) })).toEqual(
      awsListedPrices(CLOUD_WATCH),
    );
  });

  test.each([
    [
      { regions: {} },
      'expected an offer file of the AWS Price List (offerCode, products, terms), or the output',
    ],
    [[], 'received the keys of no object'],
    [
      { ...CLOUD_WATCH, offerCode: 'AmazonEC2' },
      'the offer AmazonEC2 has no price of flow logs: expected one of',
    ],
    [{ ...CLOUD_WATCH, publicationDate: undefined }, 'publicationDate is undefined, expected a date'],
    [{ PriceList: ['{}'] }, 'PriceList[0] has no serviceCode'],
    [
      awsOffer('AmazonS3', undefined, [{ usagetype: 'TimedStorage-ByteHrs', unit: 'GB-Mo', tiers: [] }]),
      'AmazonS3, TimedStorage-ByteHrs: it has no regionCode',
    ],
    [
      awsOffer('AmazonS3', 'cn-north-1', [
        { usagetype: 'TimedStorage-ByteHrs', unit: 'GB-Mo', tiers: [['0', 'Inf', '1']], currency: 'CNY' },
      ]),
      'expected beginRange and pricePerUnit.USD, received {',
    ],
  ])('is rejected if it is not valid', (json, message) => {
    expect(thrownBy(() => awsListedPrices(json))).toContain(message);
  });
});

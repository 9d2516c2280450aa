import { describe, expect, test } from 'vitest';
import { BUCKET, estimated, LAKE, linesOf } from '../../support/cost-lines';
import { flowLog, type Resources, stackOf } from '../../support/template-stacks';

describe('a stream in the app', () => {
  const TO_STREAM = {
    LogDestinationType: 'kinesis-data-firehose',
    LogDestination: { 'Fn::GetAtt': ['Stream', 'Arn'] },
  };
  const streamed = (configuration: object, bucket: object = BUCKET, more: Resources = {}) =>
    linesOf({
      FlowLog: flowLog(TO_STREAM),
      Stream: [
        'AWS::KinesisFirehose::DeliveryStream',
        {
          ExtendedS3DestinationConfiguration: {
            BucketARN: { 'Fn::GetAtt': ['Raw', 'Arn'] },
            ...configuration,
          },
        },
      ],
      Raw: ['AWS::S3::Bucket', bucket],
      ...more,
    });

  test('counts the storage of its bucket, without compression by default', () => {
    expect(streamed({}).lines).toEqual({
      'firehoseDelivery: raw records': '30.00',
      'firehoseVendedIngestion: raw records': '30.00',
      's3Storage: raw objects': '90.00',
      's3WriteRequests: raw objects': '8.64',
      'athenaScan: raw objects': '30.00',
    });
    expect(streamed({ CompressionFormat: 'GZIP' }).lines).toMatchObject({
      's3Storage: raw objects': '18.00',
    });
  });

  test('has notes about settings with a price of their own', () => {
    const { notes } = streamed({
      DataFormatConversionConfiguration: { Enabled: true },
      DynamicPartitioningConfiguration: { Enabled: true },
      ProcessingConfiguration: { Enabled: false },
      S3BackupMode: 'Enabled',
    });
    expect(notes).toContain(
      'not counted for the delivery stream Network/Stream: format conversion, dynamic partitioning, backup of the source records',
    );
  });

  test('counts an object for each buffer, and the default buffer if its size is unknown', () => {
    const BufferingHints = { IntervalInSeconds: 900, SizeInMBs: 128 };
    // 96 intervals a day
    expect(streamed({ BufferingHints }).lines).toMatchObject({ 's3WriteRequests: raw objects': '2.88' });
    // 1 GB in 96 intervals are 10.4 MB: ten objects of 1 MiB
    const small = { ...BufferingHints, SizeInMBs: 1 };
    expect(streamed({ BufferingHints: small }).lines).toMatchObject({
      's3WriteRequests: raw objects': '28.80',
    });
    const open = { ...BufferingHints, SizeInMBs: { 'Fn::GetAtt': ['Raw', 'Arn'] } };
    const { lines, notes } = streamed({ BufferingHints: open });
    // 10.4 MB in objects of 5 MiB
    expect(lines).toMatchObject({ 's3WriteRequests: raw objects': '5.76' });
    expect(notes).toContainEqual(
      expect.stringMatching(/^the buffer of the delivery stream Network\/Stream is unknown, because /),
    );
  });

  test('counts the lifecycle rules for its prefix', () => {
    const Rules = [
      { Status: 'Enabled', Prefix: 'streams/', ExpirationInDays: 30 },
      { Status: 'Enabled', Prefix: 'AWSLogs/', ExpirationInDays: 7 },
    ];
    const bucket = { LifecycleConfiguration: { Rules } };
    const Prefix = { 'Fn::Sub': 'streams/${AWS::StackId}/!{timestamp:yyyy/MM/dd}/' };
    expect(streamed({ Prefix }, bucket).lines).toMatchObject({ 's3Storage: raw objects': '30.00' });
    expect(streamed({ Prefix: 'streams/!{timestamp:yyyy}/' }, bucket).lines).toMatchObject({
      's3Storage: raw objects': '30.00',
    });
    expect(streamed({ Prefix: 'other/' }, bucket).lines).toMatchObject({
      's3Storage: raw objects': '365.00',
    });
  });

  test('of another account is found by its ARN, also if a stream of this account has its name', () => {
    const streamTo = (ExpirationInDays: number): Resources => ({
      Stream: [
        'AWS::KinesisFirehose::DeliveryStream',
        {
          DeliveryStreamName: 'flow-logs',
          ExtendedS3DestinationConfiguration: { BucketARN: { 'Fn::GetAtt': ['Raw', 'Arn'] } },
        },
      ],
      Raw: [
        'AWS::S3::Bucket',
        { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays }] } },
      ],
    });
    const there = { name: 'Security', account: '444455556666', region: 'eu-west-1' };
    const own = stackOf({
      ...streamTo(10),
      FlowLog: flowLog({
        ...TO_STREAM,
        LogDestination: 'arn:aws:firehose:eu-west-1:444455556666:deliverystream/flow-logs',
      }),
    });
    const [cost] = estimated([own, stackOf(streamTo(40), there)], '1').flowLogs;
    expect(cost?.lines.find(({ priceName }) => priceName === 's3Storage')?.quantity).toBe(40_000_000_000n);
    expect(cost?.flowLog.destinationTitle).toBe('Security/Stream');
    expect(cost?.flowLog.notes).toContainEqual(
      expect.stringMatching(/^its destination is in eu-west-1: .* in eu-central-1$/),
    );
    // without the other stack the stream is outside of the app
    const [alone] = estimated([own], '1').flowLogs;
    expect(alone?.lines.map(({ priceName }) => priceName)).not.toContain('s3Storage');
  });

  test('counts the normalizer that reads its bucket', () => {
    const { FlowLog: _, Raw, ...more } = LAKE;
    const { lines } = streamed({ CompressionFormat: 'GZIP' }, BUCKET, more);
    expect(lines).toMatchObject({
      's3Storage: raw objects': '18.00',
      // (30 GB x 3 s + 8,640 x 0.01 s) x 2 GB
      'lambdaTime: normalizing': '352.80',
      's3Storage: table': '60.00',
    });
    expect(lines).not.toHaveProperty('athenaScan: raw objects');
  });
});

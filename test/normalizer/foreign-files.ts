/** A file that is no flow log: its content, and the words that the error must contain. */
export interface ForeignFile {
  readonly content: string | Uint8Array;
  readonly words: readonly string[];
}

const ALB =
  'http 2018-07-02T22:23:00.186641Z app/my-loadbalancer/50dc6c495c0c9188 192.168.131.39:2817 10.0.0.1:80 0.000 0.001 0.000 ' +
  '200 200 34 366 "GET http://www.example.com:80/ HTTP/1.1" "curl/7.46.0" - - arn:aws:elasticloadbalancing:us-east-2:123456789012:' +
  'targetgroup/my-targets/73e2d6bc24d8a067 "Root=1-58337262-36d228ad5d99923122bbe354" "-" "-" 0 2018-07-02T22:22:48.364000Z ' +
  '"forward" "-" "-" "10.0.0.1:80" "200" "-" "-"\n';
const S3_ACCESS =
  '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be amzn-s3-demo-bucket [06/Feb/2019:00:00:38 +0000] ' +
  '192.0.2.3 79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be 3E57427F3EXAMPLE REST.GET.VERSIONING - ' +
  '"GET /amzn-s3-demo-bucket?versioning HTTP/1.1" 200 - 113 - 7 - "-" "S3Console/0.4" -\n';
const RESOLVER_QUERY = {
  version: '1.100000',
  account_id: '123456789012',
  region: 'us-east-1',
  vpc_id: 'vpc-0123456789abcdef0',
  query_timestamp: '2026-11-22T10:00:00Z',
  query_name: 'example.com.',
  query_type: 'A',
  query_class: 'IN',
  rcode: 'NOERROR',
  srcaddr: '10.0.0.1',
  srcport: '34001',
};
const TRAFFIC_ANALYTICS =
  'TimeGenerated [UTC],FaSchemaVersion,FlowType,SrcIp,DestIp,DestPort,L4Protocol,FlowStatus,AllowedInFlows,BytesSrcToDest\n' +
  '"11/22/2026, 10:00:00.000 AM",3,IntraVNet,10.0.0.1,10.0.0.2,443,T,Allowed,3,840\n';
const ACTIVITY = {
  time: '2026-11-22T10:00:00Z',
  resourceId: '/SUBSCRIPTIONS/S/RESOURCEGROUPS/G',
  operationName: 'MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/WRITE',
  category: 'Administrative',
};
const RULE = { name: 'ssh', properties: { protocol: 'Tcp', destinationPortRange: '22', access: 'Allow' } };

/** Files that users give by mistake, in the forms that their vendors document. */
export const FOREIGN_SAMPLES: Readonly<Record<string, ForeignFile>> = {
  pdf: { content: '%PDF-1.7\n%\xe2\xe3\n', words: ['PDF', 'Export'] },
  png: { content: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), words: ['PNG image'] },
  jpeg: { content: Buffer.from('ffd8ffe000104a464946', 'hex'), words: ['JPEG image'] },
  elf: { content: Buffer.from('7f454c46020101000000', 'hex'), words: ['program'] },
  sqlite: { content: 'SQLite format 3\0\x10\0', words: ['SQLite', 'Export'] },
  xz: { content: Buffer.from('fd377a585a000004e6d6b446', 'hex'), words: ['xz -d'] },
  evtx: { content: 'ElfFile\0\0\0\0\0', words: ['Windows event log'] },
  'html page': {
    content: '<!DOCTYPE html>\n<html><head><title>Sign in to your account</title></head></html>',
    words: ['HTML page', 'Sign in to your account', 'Download'],
  },
  'storage error': {
    content:
      '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>no</Message></Error>',
    words: ['AccessDenied', 'download the file again'],
  },
  'ALB log': { content: ALB, words: ['Application Load Balancer', 'vpcflowlogs'] },
  'S3 access log': { content: S3_ACCESS, words: ['access log of Amazon S3'] },
  CloudFront: {
    content:
      '#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip\n2019-12-04\t21:02:31\tLAX1\t392\n',
    words: ['CloudFront'],
  },
  CloudTrail: {
    content: JSON.stringify({
      Records: [{ eventVersion: '1.08', eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances' }],
    }),
    words: ['CloudTrail'],
  },
  WAF: {
    content: JSON.stringify({
      timestamp: 1,
      formatVersion: 1,
      webaclId: 'arn',
      httpRequest: { clientIp: '192.0.2.1' },
    }),
    words: ['WAF'],
  },
  'resolver query log': { content: JSON.stringify(RESOLVER_QUERY), words: ['Route 53 Resolver'] },
  GuardDuty: {
    content: JSON.stringify({ schemaVersion: '2.0', accountId: '1', service: { serviceName: 'guardduty' } }),
    words: ['GuardDuty'],
  },
  'S3 event': {
    content: JSON.stringify({
      Records: [{ eventVersion: '2.1', eventSource: 'aws:s3', eventName: 'x', s3: {} }],
    }),
    words: ['event notification', 'normalize the object'],
  },
  template: {
    content: JSON.stringify({ Resources: { L: { Type: 'AWS::EC2::FlowLog' } } }),
    words: ['flow-logs check'],
  },
  'describe-flow-logs': {
    content: JSON.stringify({ FlowLogs: [{ FlowLogId: 'fl-1' }] }),
    words: ['configuration'],
  },
  'NSG rules': {
    content: JSON.stringify({ securityRules: [RULE] }),
    words: ['rules of network security groups'],
  },
  'NSG list': {
    content: JSON.stringify([{ name: 'n', properties: { securityRules: [RULE] } }]),
    words: ['rules of network security groups'],
  },
  'NTANetAnalytics CSV': {
    content: TRAFFIC_ANALYTICS,
    words: ['aggregated', 'insights-logs-flowlogflowevent'],
  },
  'NTANetAnalytics JSON': {
    content: JSON.stringify([
      { TimeGenerated: 'x', Type: 'NTANetAnalytics', SrcIp: '10.0.0.1', FlowType: 'S2S' },
    ]),
    words: ['aggregated', 'insights-logs-flowlogflowevent'],
  },
  'activity log': {
    content: JSON.stringify({ records: [ACTIVITY] }),
    words: ['Administrative', 'insights-logs'],
  },
  'other table': {
    content: 'name,city,age\nAnn,Ghent,41\n',
    words: ['table with the columns "name", "city", "age"'],
  },
  'other JSON': {
    content: '{"name":"Ann","city":"Ghent"}',
    words: ['JSON of an unknown kind', '"name", "city"'],
  },
  'other text': {
    content: 'Dear all,\nplease find the log below.\n',
    words: ['text that begins with "Dear all,"'],
  },
  'other binary data': {
    content: Buffer.from('0001020304050607', 'hex'),
    words: ['binary data', '0x0001020304050607'],
  },
};

import type { ForeignForm } from '../../flows/input/input-form';
import { firstListed, firstObject, type JsonMembers, membersOf } from '../../flows/input/json-members';

const GIVE_FLOW_LOG =
  'Give the VPC or transit gateway flow log: objects below AWSLogs/ACCOUNT/vpcflowlogs/, or an export of its log group.';

const TIME = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z`;
const ALB = new RegExp(String.raw`^(?:http|https|h2|grpcs|ws|wss) ${TIME} \S{1,200} `);
const NLB = new RegExp(String.raw`^tls \d\.\d ${TIME.replace('Z', '')} \S{1,200} `);
const CLASSIC_ELB = new RegExp(String.raw`^${TIME} \S{1,100} [\d.]{7,15}:\d{1,5} `);
const S3_ACCESS = /^[0-9a-f]{64} \S{1,255} \[\d\d\/[A-Z][a-z]{2}\/\d{4}:/;
const CLOUDFRONT = /^#Fields: .{0,500}x-edge-location/;

/** Logs and documents of AWS that are no flow logs. */
export const AWS_FOREIGN_FORMS: readonly ForeignForm[] = [
  lineForm('alb-log', 'an access log of an Application Load Balancer', ALB),
  lineForm('nlb-log', 'a TLS log of a Network Load Balancer', NLB),
  lineForm('classic-elb-log', 'an access log of a Classic Load Balancer', CLASSIC_ELB),
  lineForm('s3-access-log', 'a server access log of Amazon S3', S3_ACCESS),
  {
    id: 'cloudfront-log',
    title: 'an access log of CloudFront',
    advice: GIVE_FLOW_LOG,
    recognizes: ({ lines }) =>
      lines.some((line) => CLOUDFRONT.test(line)) ? 'it has the field x-edge-location' : undefined,
  },
  {
    id: 's3-event',
    title: 'an event notification of Amazon S3',
    advice: 'It names an object and does not contain it: normalize the object.',
    recognizes: ({ json }) =>
      firstListed(json, 'Records')?.eventSource === 'aws:s3' ? 'its eventSource is aws:s3' : undefined,
  },
  {
    id: 'cloudtrail',
    title: 'a CloudTrail log',
    advice: GIVE_FLOW_LOG,
    recognizes({ json }) {
      const event = firstListed(json, 'Records') ?? firstObject(json);
      if (event && has(event, 'eventVersion', 'eventName', 'eventSource')) {
        return 'it has the members eventName and eventSource';
      }
      return event && has(event, 'digestStartTime', 'digestS3Bucket')
        ? 'it has the member digestStartTime'
        : undefined;
    },
  },
  objectForm('waf-log', 'a log of AWS WAF', ['httpRequest', 'webaclId']),
  objectForm('resolver-query-log', 'a query log of Route 53 Resolver', ['query_name', 'query_type']),
  objectForm('network-firewall-log', 'a log of AWS Network Firewall', ['firewall_name', 'event']),
  {
    id: 'guardduty',
    title: 'findings of GuardDuty',
    advice: GIVE_FLOW_LOG,
    recognizes({ json }) {
      const finding = firstListed(json, 'Findings') ?? firstListed(json, 'findings') ?? firstObject(json);
      const { source, service, Service } = finding ?? {};
      const detail = membersOf(finding?.detail);
      const services = [service, Service, detail?.service].map(membersOf);
      const isFinding =
        source === 'aws.guardduty' ||
        services.some((each) => (each?.serviceName ?? each?.ServiceName) === 'guardduty');
      return isFinding ? 'its service is guardduty' : undefined;
    },
  },
  objectForm(
    'flow-log-configuration',
    'the configuration of flow logs, not their records',
    ['FlowLogs'],
    'It names the destination of each flow log: normalize the objects or the log group there.',
  ),
  {
    id: 'cloudformation-template',
    title: 'a CloudFormation template',
    advice: 'To check the flow logs that it creates, run `flow-logs check` on it.',
    recognizes({ json }) {
      const template = firstObject(json);
      if (!template || !membersOf(template.Resources)) return undefined;
      const types = Object.values(membersOf(template.Resources) ?? {}).map((each) => membersOf(each)?.Type);
      const isTemplate =
        'AWSTemplateFormatVersion' in template || types.some((type) => typeof type === 'string');
      return isTemplate ? 'it has the member Resources' : undefined;
    },
  },
  objectForm('security-groups', 'a list of security groups', ['SecurityGroups']),
];

function lineForm(id: string, title: string, pattern: RegExp): ForeignForm {
  return {
    id,
    title,
    advice: GIVE_FLOW_LOG,
    recognizes: ({ firstLine }) =>
      firstLine && pattern.test(firstLine) ? 'the first line is a record of such a log' : undefined,
  };
}

function objectForm(
  id: string,
  title: string,
  names: readonly string[],
  advice: string = GIVE_FLOW_LOG,
): ForeignForm {
  const which = names.length === 1 ? `the member ${names[0]}` : `the members ${names.join(' and ')}`;
  return {
    id,
    title,
    advice,
    recognizes({ json }) {
      const object = firstObject(json);
      return object && has(object, ...names) ? `it has ${which}` : undefined;
    },
  };
}

function has(object: JsonMembers, ...names: readonly string[]): boolean {
  return names.every((name) => Object.hasOwn(object, name));
}

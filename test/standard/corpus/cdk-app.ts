import { App, CfnResource, Stack, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ACCOUNT, type CorpusApp, REGION } from './corpus-app';
import { templateOf } from './template-app';

type Constructor = new (scope: Stack, id: string, props: never) => CfnResource;

/** L1 classes of the CDK by resource type. Other checkers identify resources by these classes. */
const CLASSES: Readonly<Record<string, Constructor>> = {
  'AWS::EC2::VPC': ec2.CfnVPC,
  'AWS::EC2::Subnet': ec2.CfnSubnet,
  'AWS::EC2::FlowLog': ec2.CfnFlowLog,
  'AWS::S3::Bucket': s3.CfnBucket,
  'AWS::S3::BucketPolicy': s3.CfnBucketPolicy,
  'AWS::Logs::LogGroup': logs.CfnLogGroup,
};

/** CDK names of properties that differ from CloudFormation's names in more than the first letter. */
const NAMES: Readonly<Record<string, string>> = {
  SSEAlgorithm: 'sseAlgorithm',
  KMSMasterKeyID: 'kmsMasterKeyId',
};

/** Builds the app with the CDK, and synthesizes it into a directory. */
export function cdkAppOf(app: CorpusApp, outdir: string, prepare: (app: App) => void = () => undefined): App {
  const cdk = new App({ outdir });
  const stack = new Stack(cdk, 'Corpus', { env: { account: ACCOUNT, region: REGION } });
  const { Resources } = templateOf(app) as {
    Resources: Record<string, { Type: string; Properties: object }>;
  };
  for (const [id, { Type, Properties }] of Object.entries(Resources)) {
    const Class = CLASSES[Type];
    const resource = Class
      ? new Class(stack, id, camelCased(Properties) as never)
      : new CfnResource(stack, id, { type: Type, properties: Properties });
    // references in the template use these ids
    resource.overrideLogicalId(id);
  }
  prepare(cdk);
  cdk.synth();
  return cdk;
}

function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (typeof value !== 'object' || value === null) return value;
  const [[key = '', more] = [], another] = Object.entries(value);
  if (another === undefined && (key === 'Ref' || key.startsWith('Fn::')))
    return Token.asString({ [key]: more });
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      NAMES[name] ?? name.charAt(0).toLowerCase() + name.slice(1),
      // keys of a policy document keep their case
      name === 'PolicyDocument' ? each : camelCased(each),
    ]),
  );
}

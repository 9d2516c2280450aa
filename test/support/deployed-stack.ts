import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  GetTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { ACCOUNT, type AwsCloud, REGION } from './aws-cloud';

interface TemplateResource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

/** A deployed stack: its template, with references resolved to physical resources. */
export class DeployedStack {
  private constructor(
    private readonly resources: Readonly<Record<string, TemplateResource>>,
    private readonly physicalIds: ReadonlyMap<string, string>,
  ) {}

  static async read(cloud: AwsCloud, stackName: string): Promise<DeployedStack> {
    const client = new CloudFormationClient(cloud.client);
    const { TemplateBody } = await client.send(new GetTemplateCommand({ StackName: stackName }));
    const { StackResources = [] } = await client.send(
      new DescribeStackResourcesCommand({ StackName: stackName }),
    );
    const ids = StackResources.map(({ LogicalResourceId, PhysicalResourceId }): [string, string] => [
      LogicalResourceId as string,
      PhysicalResourceId as string,
    ]);
    return new DeployedStack(JSON.parse(TemplateBody as string).Resources, new Map(ids));
  }

  /** Logical ids of all resources of a type. */
  ofType(type: string): string[] {
    return Object.keys(this.resources).filter((id) => this.resources[id]?.Type === type);
  }

  /** Returns the only resource of a type whose logical id has this prefix. */
  find(type: string, prefix = ''): string {
    const found = this.ofType(type).filter((id) => id.startsWith(prefix));
    if (found.length !== 1)
      throw new Error(`${found.length} resources ${type} ${prefix}: ${found.join(', ')}`);
    return found[0] as string;
  }

  physicalId(logicalId: string): string {
    const id = this.physicalIds.get(logicalId);
    if (id === undefined) throw new Error(`${logicalId} was not deployed`);
    return id;
  }

  /** Resolved properties of a resource, as CloudFormation sends them to the service. */
  properties<T>(logicalId: string): T {
    return this.resolve(this.resources[logicalId]?.Properties) as T;
  }

  private resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.resolve(item));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [name, argument] = entries[0] ?? [];
    if (entries.length === 1 && name === 'Ref') return this.reference(argument);
    if (entries.length === 1 && name === 'Fn::GetAtt') return this.attribute(argument);
    if (entries.length === 1 && name === 'Fn::Join') {
      const [separator, parts] = argument as [string, unknown[]];
      return parts.map((part) => this.resolve(part)).join(separator);
    }
    if (entries.length === 1 && name === 'Fn::Sub') {
      return (argument as string).replace(/\$\{([^}]+)\}/g, (_, reference) => this.reference(reference));
    }
    return Object.fromEntries(entries.map(([key, item]) => [key, this.resolve(item)]));
  }

  private reference(name: string): string {
    const pseudo: Record<string, string> = {
      'AWS::AccountId': ACCOUNT,
      'AWS::Region': REGION,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
    };
    return pseudo[name] ?? this.physicalId(name);
  }

  private attribute([logicalId, attribute]: [string, string]): string {
    const id = this.physicalId(logicalId);
    const type = this.resources[logicalId]?.Type;
    if (attribute === 'Arn' && type === 'AWS::S3::Bucket') return `arn:aws:s3:::${id}`;
    if (attribute === 'Arn' && type === 'AWS::SQS::Queue') {
      return `arn:aws:sqs:${REGION}:${ACCOUNT}:${id.split('/').pop()}`;
    }
    if (attribute === 'Arn' && type === 'AWS::IAM::Role') return `arn:aws:iam::${ACCOUNT}:role/${id}`;
    if (attribute === 'Arn' && type === 'AWS::Lambda::Function') {
      return `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${id}`;
    }
    throw new Error(`cannot resolve ${attribute} of ${type}`);
  }
}

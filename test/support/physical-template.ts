import type { TemplateResource, TemplateStack } from '../../aws/template/template-stack';

/** The names that templates give, and the lengths of the names that CloudFormation generates. */
const NAMES: Readonly<Record<string, readonly [property: string, maxLength: number]>> = {
  'AWS::Athena::WorkGroup': ['Name', 128],
  'AWS::CloudWatch::Alarm': ['AlarmName', 255],
  'AWS::Glue::Database': ['DatabaseInput.Name', 255],
  'AWS::Glue::Table': ['TableInput.Name', 255],
  'AWS::IAM::Role': ['RoleName', 64],
  'AWS::KinesisFirehose::DeliveryStream': ['DeliveryStreamName', 64],
  'AWS::Lambda::Function': ['FunctionName', 64],
  'AWS::Logs::LogGroup': ['LogGroupName', 512],
  'AWS::Logs::LogStream': ['LogStreamName', 512],
  'AWS::Events::Rule': ['Name', 64],
  'AWS::S3::Bucket': ['BucketName', 63],
  'AWS::SNS::Topic': ['TopicName', 256],
  'AWS::SQS::Queue': ['QueueName', 80],
};

/** ARNs of resources; `:` separates region, account and resource. */
const ARNS: Readonly<Record<string, string>> = {
  'AWS::Athena::WorkGroup': 'athena:R:A:workgroup/N',
  'AWS::CloudWatch::Alarm': 'cloudwatch:R:A:alarm:N',
  'AWS::Glue::Database': 'glue:R:A:database/N',
  'AWS::IAM::Role': 'iam::A:role/N',
  'AWS::KinesisFirehose::DeliveryStream': 'firehose:R:A:deliverystream/N',
  'AWS::KMS::Key': 'kms:R:A:key/N',
  'AWS::Lambda::Function': 'lambda:R:A:function:N',
  'AWS::Logs::LogGroup': 'logs:R:A:log-group:N',
  'AWS::Events::Rule': 'events:R:A:rule/N',
  'AWS::S3::Bucket': 's3:::N',
  'AWS::SNS::Topic': 'sns:R:A:N',
  'AWS::SQS::Queue': 'sqs:R:A:N',
};

/** Types whose `Ref` is the ARN. Source: "AWS CloudFormation User Guide", return values of the type. */
const REFERENCED_BY_ARN: ReadonlySet<string> = new Set(['AWS::SNS::Topic']);

/** A template with the names and ARNs that its resources could have after a deployment. */
export class PhysicalTemplate {
  readonly account: string;
  readonly region: string;

  constructor(readonly stack: TemplateStack) {
    const { account, region } = stack;
    if (account === undefined || region === undefined) throw new Error(`${stack.name} has no environment`);
    this.account = account;
    this.region = region;
  }

  /** Evaluates a property of a resource; `undefined` if the template does not set it. */
  property(resource: TemplateResource, path: string): unknown {
    const value = path
      .split('.')
      .reduce<unknown>(
        (each, key) => (each as Record<string, unknown> | undefined)?.[key],
        resource.properties,
      );
    return value === undefined ? undefined : this.resolved(value);
  }

  nameOf({ type, logicalId, properties }: TemplateResource): string {
    const naming = NAMES[type];
    if (naming === undefined) return `id-${logicalId}`;
    const [path, maxLength] = naming;
    const given = this.property({ type, logicalId, properties, dependsOn: [] }, path);
    if (given !== undefined) return String(given);
    const prefix = `${this.stack.name}-`;
    const name = `${prefix}${logicalId.slice(0, maxLength - prefix.length - 14)}-1A2B3C4D5E6F7`;
    return type === 'AWS::S3::Bucket' ? name.toLowerCase() : name;
  }

  arnOf(resource: TemplateResource): string {
    const pattern = ARNS[resource.type];
    if (pattern === undefined) return `${this.stack.name}/${resource.logicalId}`;
    const values: Record<string, string> = { R: this.region, A: this.account, N: this.nameOf(resource) };
    return `arn:aws:${pattern.replace(/\b[RAN]\b/g, (key) => values[key] as string)}`;
  }

  /** The resource with a logical id. */
  resource(id: string): TemplateResource {
    const found = this.stack.resources.find(({ logicalId }) => logicalId === id);
    if (!found) throw new Error(`${this.stack.name} has no resource ${id}`);
    return found;
  }

  resolved(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((each) => this.resolved(each));
    if (typeof value !== 'object' || value === null) return value;
    const [[key, argument] = ['', undefined]] = Object.entries(value);
    if (key === 'Ref') return this.reference(String(argument));
    if (key === 'Fn::GetAtt') {
      const [id, attribute] = argument as [string, string];
      return attribute === 'Arn' ? this.arnOf(this.resource(id)) : `${id}.${attribute}`;
    }
    if (key === 'Fn::Join') {
      const [separator, parts] = this.resolved(argument) as [string, string[]];
      return parts.join(separator);
    }
    if (key === 'Fn::Sub') {
      return String(argument).replace(/\$\{([^}]+)\}/g, (_, name) => String(this.reference(name)));
    }
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, this.resolved(each)]));
  }

  private reference(name: string): unknown {
    const pseudo: Record<string, string> = {
      'AWS::AccountId': this.account,
      'AWS::Partition': 'aws',
      'AWS::Region': this.region,
      'AWS::StackId': `arn:aws:cloudformation:${this.region}:${this.account}:stack/${this.stack.name}/1`,
      'AWS::URLSuffix': 'amazonaws.com',
    };
    if (name in pseudo) return pseudo[name];
    const parameter = this.stack.parameters[name];
    if (parameter) return parameter.default;
    const resource = this.resource(name);
    return REFERENCED_BY_ARN.has(resource.type) ? this.arnOf(resource) : this.nameOf(resource);
  }
}

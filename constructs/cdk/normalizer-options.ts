import type { Size } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';

/** Options of the function that turns raw objects into rows. */
export interface NormalizerOptions {
  /**
   * VPC that the function runs in, in the account and region of the lake. The function needs S3, through a NAT gateway or
   * a gateway endpoint. It uses SQS to deliver failed messages soon.
   *
   * @example
   * vpc.addGatewayEndpoint('S3', { service: ec2.GatewayVpcEndpointAwsService.S3 });
   * vpc.addInterfaceEndpoint('Sqs', { service: ec2.InterfaceVpcEndpointAwsService.SQS });
   * new FlowLake(this, 'Lake', { normalizer: { vpc } });
   *
   * @default - the function does not run in a VPC of yours
   */
  readonly vpc?: ec2.IVpc;

  /**
   * Subnets that the function runs in.
   *
   * @default - the private subnets of `vpc`
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * Security groups of the function. They must allow outbound HTTPS.
   *
   * @default - a new security group that allows all outbound traffic
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * Concurrency that the account reserves for the function, at least `normalizerMaxConcurrency`. Other functions of the
   * account cannot use it. Lambda refuses a value that leaves less than 100 to them.
   *
   * @example
   * new FlowLake(this, 'Lake', { normalizerMaxConcurrency: 20, normalizer: { reservedConcurrency: 20 } });
   *
   * @default - the function shares the concurrency of the account
   */
  readonly reservedConcurrency?: number;

  /**
   * Memory of the function, from 512 MiB to 10,240 MiB. The function has a share of a processor in proportion.
   *
   * @default Size.mebibytes(1024), and Size.mebibytes(2048) with `enrichment`
   */
  readonly memory?: Size;
}

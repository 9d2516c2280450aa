/** Clouds that a standard speaks of. */
export enum Cloud {
  AWS = 'aws',
  AZURE = 'azure',
}

/** A place in the source of whoever wrote the app. */
export interface SourceLine {
  /** Path from the working directory, with `/`; as it was found, for files elsewhere. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column?: number;
}

/** Where a fact comes from. */
export interface Where {
  /** File of the artifact it was read from, from the working directory, with `/`. */
  readonly artifact: string;
  /** JSON pointer to the resource in the artifact: `/Resources/FlowLog`. */
  readonly pointer?: string;
  /** Path of the construct, or the engine's own name for the resource (`module.network.aws_flow_log.main`, a URN). */
  readonly path?: string;
  /** The line of the app that made the resource. */
  readonly source?: SourceLine;
}

/** Something an artifact declares. */
export interface Fact {
  readonly cloud: Cloud;
  /**
   * What tells it from all others of an app, the same for every artifact and plugin of one engine: `Stack/LogicalId`
   * (CloudFormation, the CDK), the address (Terraform, CDKTF), the URN (Pulumi).
   */
  readonly address: string;
  /** How people know it: the construct's path without `/Resource`, else the address. */
  readonly title: string;
  /** Type of the resource in its engine: `AWS::EC2::FlowLog`, `aws_flow_log`. */
  readonly type: string;
  readonly where: Where;
}

import type { Value } from '../../flows/value';
import type { DeploymentUnit } from './deployment-unit';
import type { Existence } from './existence';
import type { ReplaceableResource } from './immutable-property';
import type { ProviderVersion } from './provider-version';

/** Clouds with flow logs. */
export enum Cloud {
  AWS = 'aws',
  AZURE = 'azure',
}

/** A position in the source code of an app. */
export interface SourceLocation {
  /** Path relative to the working directory, with `/`; absolute for files outside it. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column?: number;
}

/** The origin of a fact. */
export interface Where {
  /** Path of the artifact, relative to the working directory, with `/`. */
  readonly artifact: string;
  /** JSON pointer to the resource in the artifact: `/Resources/FlowLog`. */
  readonly pointer?: string;
  /** Path of the construct, or the engine's name of the resource (`module.network.aws_flow_log.main`, a URN). */
  readonly path?: string;
  /** The line of the app that declares the resource. */
  readonly source?: SourceLocation;
}

/** A resource that an artifact declares. */
export interface Fact extends ReplaceableResource {
  readonly cloud: Cloud;
  /** The deployment unit that declares it. */
  readonly unit: DeploymentUnit;
  /** Name in the unit: the logical id (CloudFormation), the address (Terraform), the URN (Pulumi), the resource id (ARM). */
  readonly localName: string;
  /** Unique in a check, and equal in every artifact and plugin of one engine: see `addressIn`. */
  readonly address: string;
  /** Name for messages: the construct's path without `/Resource`, or the address. */
  readonly title: string;
  /** Type of the resource in its engine: `AWS::EC2::FlowLog`, `aws_flow_log`. */
  readonly type: string;
  readonly where: Where;
  /**
   * Names in the unit before the change: a moved block of Terraform, an alias of Pulumi.
   *
   * @default - none
   */
  readonly previousNames?: readonly string[];
  /**
   * The id in Azure, in the form in which ids are compared. Deployments of Azure Resource Manager know resources only by their ids.
   *
   * @default - the engine names its resources
   */
  readonly resourceId?: string;
  /**
   * The condition under which it exists.
   *
   * @default - it always exists
   */
  readonly existsIf?: Existence;
  /**
   * Version of the Terraform provider that manages it.
   *
   * @default - the resource has no such provider
   */
  readonly providerVersion?: Value<ProviderVersion>;
}

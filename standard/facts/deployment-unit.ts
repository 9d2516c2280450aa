/** What one deployment creates: a CloudFormation stack, a Terraform root module, a Pulumi stack or an ARM deployment. */
export interface DeploymentUnit {
  /**
   * Unique in a check, and equal in later checks of the same artifacts: the construct path of a stack (`Prod/Network`), the
   * id of a CDKTF stack (`dev`), the name of a file (`network.yaml`). Empty if the check reads a single directory that is
   * one unit.
   */
  readonly name: string;
  /** Path of the artifact that declares the unit, relative to the working directory, with `/`. */
  readonly artifact: string;
  /** AWS account or Azure subscription, if known. */
  readonly account?: string;
  /** Region of the unit, if known. */
  readonly region?: string;
}

/** Returns the address of a resource: unique in a check. */
export function addressIn({ name: unit }: Pick<DeploymentUnit, 'name'>, name: string): string {
  return unit === '' ? name : `${unit}/${name}`;
}

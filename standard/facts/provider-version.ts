/** Version of a Terraform provider. */
export interface ProviderVersion {
  /** `4.30.0`. */
  readonly version: string;
  /** Whether any later version is possible, too. */
  readonly isMinimum: boolean;
}

/** A document that grants permissions to a deployer: an IAM policy of an account, or a custom role of a subscription. */
export interface PermissionDocument {
  /** Name of its file without the extension: the account or subscription, and a number. */
  readonly name: string;
  /** Heading of its explanation: `policy 1 of 2, 111122223333: NetworkStack`. */
  readonly title: string;
  /** Explanation of its permissions, line by line. */
  readonly reasons: readonly string[];
  /** The JSON that the cloud accepts. */
  readonly content: object;
  /** Its entry in the array that `--json` prints. */
  readonly entry: object;
}

/** The permissions that deploy the artifacts of one cloud. */
export interface Permissions {
  readonly documents: readonly PermissionDocument[];
  /** Facts to read before the documents are used. */
  readonly warnings: readonly string[];
  /** Values that are unknown, and resources whose permissions are missing. */
  readonly notes: readonly string[];
}

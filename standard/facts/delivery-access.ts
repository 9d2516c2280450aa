import type { DeploymentHome } from '../../aws/policies/delivery-requests';
import type { PartialText } from '../../flows/partial-text';
import type { Value } from '../../flows/value';
import type { PolicyDocument } from './policy-document';

/** A KMS key that encrypts a destination. */
export interface EncryptionKey {
  /** Name for messages. */
  readonly title: string;
  readonly arn: PartialText;
  /** Whether AWS manages the key. Its policy cannot be changed, and denies log delivery. */
  readonly isAwsManaged: boolean;
  /** Whether the destination names the key by its id or alias instead of its ARN. */
  readonly isNamedById: Value<boolean>;
  /** Its policy; unknown for a key outside the app. */
  readonly policy: Value<PolicyDocument>;
}

/** Properties of a destination that determine who can write to it. */
export interface DeliveryAccess {
  /** ARN of the bucket, of the log group without `:*`, or of the delivery stream. */
  readonly arn: PartialText;
  readonly home: DeploymentHome;
  /** Folder of a bucket, with a slash at the end; empty for the root. */
  readonly keyPrefix: PartialText;
  /** Policies of a bucket; empty if the app declares none. */
  readonly policies: readonly PolicyDocument[];
  /** The key that encrypts it; `undefined` if it is not encrypted with KMS. */
  readonly key: Value<EncryptionKey | undefined>;
}

/** A role that a service assumes for the delivery. */
export interface DeliveryRole {
  /** Name for messages. */
  readonly title: string;
  readonly arn: PartialText;
  /**
   * Whether the flow log refers to it by its name or its id. AWS expects the ARN.
   *
   * @default false
   */
  readonly isNamed?: boolean;
  readonly trust: PolicyDocument;
  /** Its permissions policies. */
  readonly permissions: readonly PolicyDocument[];
}

/** The roles of a flow log. */
export interface DeliveryRoles {
  /** The role that a service assumes; `undefined` if none is set. */
  readonly own: Value<DeliveryRole | undefined>;
  /** The role in the account of a delivery stream; `undefined` if none is set. */
  readonly crossAccount: Value<DeliveryRole | undefined>;
}

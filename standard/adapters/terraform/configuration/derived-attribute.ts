import { joinText } from '../expression/settle';
import type { ResourceInstance, TerraformValue } from '../expression/terraform-value';
import { policyDocument } from './policy-document';

type Derive = (argument: (name: string) => TerraformValue | undefined) => TerraformValue | undefined;

/**
 * Attributes that follow from arguments, by resource type. Source: Terraform provider of AWS, `aws_s3_bucket`,
 * `aws_iam_policy_document`.
 */
const DERIVED: Readonly<Record<string, Readonly<Record<string, Derive>>>> = {
  aws_s3_bucket: {
    id: (argument) => argument('bucket'),
    arn: (argument) => bucketArn(argument('bucket')),
  },
  aws_iam_policy_document: { json: policyDocument, minified_json: policyDocument },
};

/** Returns the value of an attribute that the configuration does not set but determines. */
export function derivedAttribute(
  { type, isData }: Pick<ResourceInstance, 'type' | 'isData'>,
  name: string,
  argument: (name: string) => TerraformValue | undefined,
): TerraformValue | undefined {
  const derive = DERIVED[type]?.[name];
  if (derive) return derive(argument);
  // resources about a bucket have its name as their id: `aws_s3_bucket_public_access_block`
  if (name === 'id' && !isData && type.startsWith('aws_s3_bucket_')) return argument('bucket');
  return undefined;
}

function bucketArn(bucket: TerraformValue | undefined): TerraformValue | undefined {
  return bucket === undefined ? undefined : joinText(['arn:aws:s3:::', bucket]);
}

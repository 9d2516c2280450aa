import { Cloud } from '../facts';
import { bucketExample } from '../rule-support/examples';
import { whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type RequirementRule } from '../rule-support/rule';
import { Severity } from '../severity';

export const NO_CMK: RequirementRule = {
  id: 'FLS406',
  name: 'no-cmk',
  title: 'a customer managed key encrypts the records',
  since: '0.1.0',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'Only a customer managed key lets you revoke access to the records, and audit every use of the key.',
  fix: 'encrypt the bucket, log group or storage account with a KMS or Key Vault key',
  bad: bucketExample({
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    },
  }),
  good: bucketExample({
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        {
          ServerSideEncryptionByDefault: {
            SSEAlgorithm: 'aws:kms',
            KMSMasterKeyID: 'arn:aws:kms:eu-west-1:111122223333:key/0abc',
          },
        },
      ],
    },
  }),

  evaluate(flowLog, requirements) {
    if (!requirements.some((each) => each[flowLog.cloud].customerManagedKey)) return undefined;
    const [verdict] = whenKnown(flowLog, flowLog.destination, (destination, at) =>
      whenKnown(flowLog, destination.customerManagedKey, (hasKey) =>
        hasKey
          ? pass(flowLog)
          : fail(flowLog, `${destination.title} is not encrypted with a customer managed key`, {
              at,
              related: [{ label: 'the destination', fact: destination }],
            }),
      ),
    );
    return verdict;
  },
};

import { Cloud } from '../facts';
import { bucketExample } from '../rule-support/examples';
import { whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule } from '../rule-support/rule';
import { Severity } from '../severity';

export const NO_CMK: Rule = {
  id: 'FLS406',
  name: 'no-cmk',
  title: "a key of the customer's encrypts the records",
  severity: Severity.WARNING,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'Only with a key of your own can you take access away, and see in its log who has read.',
  fix: 'encrypt the bucket, log group or storage account with a key of KMS or Key Vault',
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

  check: (model, standard) =>
    model.flowLogs.flatMap((flowLog) => {
      if (!standard[flowLog.cloud].customerKey) return [];
      return whenKnown(flowLog, flowLog.destination, (destination, at) =>
        whenKnown(flowLog, destination.customerKey, (hasKey) =>
          hasKey
            ? pass(flowLog)
            : fail(flowLog, `no key of the customer's encrypts ${destination.title}`, {
                at,
                related: [{ label: 'where records are kept', fact: destination }],
              }),
        ),
      );
    }),
};

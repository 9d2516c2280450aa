import { Cloud } from '../facts';
import { Severity } from '../severity';
import { whenKnown } from './each';
import { bucketExample } from './examples';
import { fail, pass, type Rule } from './rule';

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
      return whenKnown(flowLog, flowLog.sink, (sink, at) =>
        whenKnown(flowLog, sink.customerKey, (hasKey) =>
          hasKey
            ? pass(flowLog)
            : fail(flowLog, `no key of the customer's encrypts ${sink.title}`, {
                at,
                related: [{ label: 'where records are kept', fact: sink }],
              }),
        ),
      );
    }),
};

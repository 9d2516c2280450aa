import { bucketChange, type RuleCases } from '../../test/support/rule-cases';
import { immutable } from '../../test/support/standard-facts';
import { known, RemovalEffect } from '../facts';

const EFFECTS = { onReplace: known(RemovalEffect.KEPT), onDelete: known(RemovalEffect.KEPT) };
const named = (name: string) => ({
  removal: EFFECTS,
  immutable: [{ ...immutable('BucketName', known(name)), isName: true }],
});

export const CASES: RuleCases = {
  bad: {
    'another bucket': bucketChange({}, { address: 'Other', name: known('other') }),
    'a replaced bucket that is retained': bucketChange(named('one'), named('other')),
  },
  good: {},
  skipped: {
    'the same bucket': bucketChange({}, {}),
    'the same bucket by name': bucketChange({}, { address: 'arn:aws:s3:::central-logs' }),
  },
};

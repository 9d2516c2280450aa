import { unknownText } from '../../flows/partial-text';
import { bucketChange, type RuleCases } from '../../test/support/rule-cases';
import { destination, immutable } from '../../test/support/standard-facts';
import { known, RemovalEffect } from '../facts';

const EFFECTS = { onReplace: known(RemovalEffect.KEPT), onDelete: known(RemovalEffect.KEPT) };
const named = (name: string) => ({
  removal: EFFECTS,
  immutable: [{ ...immutable('BucketName', known(name)), isName: true }],
});

const { access } = destination();
const OPEN_FOLDER = access.known
  ? known({ ...access.value, keyPrefix: unknownText('it is a parameter') })
  : access;

export const CASES: RuleCases = {
  bad: {
    'another bucket': bucketChange({}, { address: 'Other', name: known('other') }),
    'a replaced bucket that is retained': bucketChange(named('one'), named('other')),
    'another folder of the same bucket': bucketChange({ keyPrefix: 'vpc/' }, { keyPrefix: 'network/' }),
    'another folder of a bucket outside the app': bucketChange(
      { externalId: 'arn:aws:s3:::central-logs/vpc' },
      { externalId: 'arn:aws:s3:::central-logs' },
    ),
  },
  good: {},
  undecided: {
    'a folder of a parameter': bucketChange(
      { keyPrefix: 'vpc/' },
      { keyPrefix: '${Folder}/', access: OPEN_FOLDER },
    ),
  },
  skipped: {
    'the same bucket': bucketChange({}, {}),
    'the same folder': bucketChange({ keyPrefix: 'vpc/' }, { keyPrefix: 'vpc' }),
    'the same bucket by name': bucketChange({}, { address: 'arn:aws:s3:::central-logs' }),
  },
};

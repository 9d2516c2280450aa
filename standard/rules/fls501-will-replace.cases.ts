import {
  awsChange,
  bucketChange,
  networkChange,
  PARAMETER,
  planned,
  type RuleCases,
} from '../../test/support/rule-cases';
import { immutable } from '../../test/support/standard-facts';
import { known, PlannedAction, UnknownCause, unknown, type Value } from '../facts';

const RENAMED = 'add a moved block: moved { from = FlowLog, to = Other }';

/** A bucket under another logical id. */
const renamedBucket = (name: Value<string>) => {
  const bucket = { name, immutable: [{ ...immutable('BucketName', known(undefined)), isName: true }] };
  return bucketChange(bucket, { ...bucket, address: 'Other', localName: 'Other' });
};

export const CASES: RuleCases = {
  bad: {
    'another aggregation interval': awsChange({ interval: known(600) }, { interval: known(60) }),
    'another name': { ...awsChange({}, { address: 'Other', localName: 'Other' }), fix: RENAMED },
    'a replacement in the plan without another value': awsChange(
      {},
      planned(PlannedAction.REPLACE, 'it is tainted'),
    ),
    'another role, which is not a compared property': awsChange(
      { immutable: [immutable('DeliverLogsPermissionArn', known('one'))] },
      { immutable: [immutable('DeliverLogsPermissionArn', known('other'))] },
    ),
    'another bucket with a generated name': renamedBucket(unknown('CloudFormation generates the name')),
    'another address range of the VPC': networkChange(
      [immutable('CidrBlock', known('10.0.0.0/16'))],
      [immutable('CidrBlock', known('10.1.0.0/16'))],
    ),
  },
  good: {},
  undecided: {
    'another parameter for the address range of the VPC': networkChange(
      [immutable('CidrBlock', PARAMETER, 'One')],
      [immutable('CidrBlock', PARAMETER, 'Other')],
    ),
  },
  skipped: {
    'no change': awsChange({}, {}),
    'another bucket whose name is the same parameter': renamedBucket(
      unknown('it is the parameter Name', undefined, UnknownCause.INPUT),
    ),
    'an explicit default': awsChange({ interval: known(undefined) }, { interval: known(600) }),
    'an update in the plan': awsChange({ interval: known(600) }, planned(PlannedAction.UPDATE)),
    'the same parameter': networkChange(
      [immutable('CidrBlock', PARAMETER, 'One')],
      [immutable('CidrBlock', PARAMETER, 'One')],
    ),
    'a new name that the engine knows': awsChange(
      {},
      { address: 'Other', localName: 'Other', previousNames: ['FlowLog'] },
    ),
  },
};

import { bucketChange, PARAMETER, planned, type RuleCases } from '../../test/support/rule-cases';
import { awsFlowLog, awsNetwork, destination, immutable, modelOf } from '../../test/support/standard-facts';
import { known, PlannedAction, RemovalEffect, type Value } from '../facts';

const removal = (effect: Value<RemovalEffect>) => ({ removal: { onReplace: effect, onDelete: effect } });
const DESTROYED = removal(known(RemovalEffect.DESTROYED));
const KEPT = removal(known(RemovalEffect.KEPT));
const named = (name: string) => ({ immutable: [{ ...immutable('BucketName', known(name)), isName: true }] });
const STORE = destination(DESTROYED);

export const CASES: RuleCases = {
  bad: {
    'a bucket with another name': bucketChange(
      { ...DESTROYED, ...named('one') },
      { ...DESTROYED, ...named('other') },
    ),
    'a storage account that the plan replaces': bucketChange(DESTROYED, {
      ...DESTROYED,
      ...planned(PlannedAction.REPLACE, 'location cannot be updated in place'),
    }),
    'a bucket that is removed with its flow log': {
      base: modelOf({
        networks: [awsNetwork()],
        flowLogs: [awsFlowLog({ destination: known(STORE) })],
        stores: [STORE],
      }),
      model: modelOf({ stores: [] }),
    },
  },
  good: {
    'a bucket with another name that is retained': bucketChange(
      { ...KEPT, ...named('one') },
      { ...KEPT, ...named('other') },
    ),
  },
  undecided: {
    'a replacement that depends on a parameter': bucketChange(
      { ...DESTROYED, ...named('one') },
      { ...DESTROYED, immutable: [immutable('BucketName', PARAMETER)] },
    ),
    'an unknown deletion policy': bucketChange(
      { ...removal(PARAMETER), ...named('one') },
      { ...removal(PARAMETER), ...named('other') },
    ),
  },
  skipped: {
    'the same bucket': bucketChange(DESTROYED, DESTROYED),
    'a flow log that moves to another bucket': {
      base: modelOf({ flowLogs: [awsFlowLog({ destination: known(STORE) })], stores: [STORE] }),
      model: modelOf({
        flowLogs: [
          awsFlowLog({ destination: known(destination({ address: 'Other', name: known('other') })) }),
        ],
        stores: [STORE, destination({ address: 'Other' })],
      }),
    },
  },
};

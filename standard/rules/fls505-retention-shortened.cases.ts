import { awsChange, PARAMETER, type RuleCases } from '../../test/support/rule-cases';
import { destination } from '../../test/support/standard-facts';
import { FOREVER, known, type Retention, type Value } from '../facts';

const retentions = (before: Value<Retention>, after: Value<Retention>) =>
  awsChange(
    { destination: known(destination({ retention: before })) },
    { destination: known(destination({ retention: after })) },
  );

export const CASES: RuleCases = {
  bad: {
    'a shorter retention': retentions(known(400), known(30)),
    'a retention where none was': retentions(known(FOREVER), known(30)),
  },
  good: { 'a longer retention': retentions(known(30), known(400)) },
  undecided: { 'a parameter': retentions(known(400), PARAMETER) },
};

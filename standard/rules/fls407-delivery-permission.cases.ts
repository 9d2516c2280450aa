import { aws, PARAMETER, type RuleCases, toBucket } from '../../test/support/rule-cases';
import { known } from '../facts';

export const CASES: RuleCases = {
  bad: {
    'a bucket policy that denies the delivery': toBucket({
      refusal: known('its policy has no statement for the service'),
    }),
    'CloudWatch Logs without a delivery role': aws({ destinationType: known(undefined) }),
  },
  good: { 'a bucket, for which no role is needed': aws({ deliveryRole: PARAMETER }) },
  undecided: {
    'CloudWatch Logs with an unknown delivery role': aws({
      destinationType: known('cloud-watch-logs'),
      deliveryRole: PARAMETER,
    }),
  },
};

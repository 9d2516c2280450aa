import { aws, type RuleCase, type RuleCases } from '../../test/support/rule-cases';
import { awsFlowLog } from '../../test/support/standard-facts';
import { DestinationKind, known } from '../facts';
import { externalDestination } from '../facts/external-destination';

const CENTRAL = 'arn:aws:s3:::central-logs';

function attested(destination: string, until = '2027-01-31'): RuleCase {
  return {
    ...aws({ destination: known(externalDestination(DestinationKind.S3, CENTRAL, awsFlowLog())) }),
    standard: `attested: [{ destination: '${destination}', retentionDays: 400, by: platform team, until: ${until} }]`,
  };
}

export const CASES: RuleCases = {
  bad: {
    'an attestation that has ended': attested(CENTRAL, '2026-11-28'),
    'an attestation of a destination that no flow log has': attested('arn:aws:s3:::other'),
    'an attestation of a destination of the app': {
      ...aws({}),
      standard:
        "attested: [{ destination: 'central-*', retentionDays: 400, by: platform team, until: 2027-01-31 }]",
    },
  },
  good: {
    'an attestation of an external bucket': attested('arn:aws:s3:::central-*'),
    'an attestation on its last day': attested(CENTRAL, '2026-11-29'),
  },
};

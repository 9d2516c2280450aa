import { aws, PARAMETER, type RuleCases, toAccount, toBucket } from '../../test/support/rule-cases';
import { awsFlowLog } from '../../test/support/standard-facts';
import { DestinationKind, known } from '../facts';
import { externalDestination } from '../facts/external-destination';

const IN_ACCOUNT = `aws: { destinations: [{ type: s3, name: 'central-*', account: '111122223333' }] }`;

const external = (arn: string) =>
  aws({ destination: known(externalDestination(DestinationKind.S3, arn, awsFlowLog())) });

export const CASES: RuleCases = {
  bad: {
    'another bucket': toBucket({ name: known('team') }),
    'another storage account': toAccount({ name: known('team') }),
    'another bucket outside the app': { ...external('arn:aws:s3:::team'), standard: IN_ACCOUNT },
  },
  good: { 'an allowed bucket': toBucket({}) },
  undecided: {
    'a bucket with an unknown name': toBucket({ name: PARAMETER }),
    'a bucket outside the app with an allowed name in an unknown account': {
      ...external('arn:aws:s3:::central-logs/x'),
      standard: IN_ACCOUNT,
    },
  },
};

import { Cloud, isAzureFlowLog } from '../facts';
import { DEFAULTS } from '../facts/allowed-values';
import { whenKnown } from '../rule-support/for-each-flow-log';
import { greatest } from '../rule-support/greatest';
import { standardRequires } from '../rule-support/required-by';
import { fail, pass, type RequirementRule } from '../rule-support/rule';
import { Severity } from '../severity';

export const AZURE_VERSION: RequirementRule = {
  id: 'FLS208',
  name: 'azure-version',
  title: 'the record version is at least the version that the standard requires',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AZURE],
  why: 'Records of version 1 have no packet counts, no byte counts and no flow state.',
  fix: 'set version to 2',
  bad: 'version = 1',
  good: 'version = 2',

  evaluate(flowLog, requirements) {
    const least = greatest(requirements.map(({ azure }) => azure.version));
    if (!isAzureFlowLog(flowLog) || least === undefined) return undefined;
    const [verdict] = whenKnown(flowLog, flowLog.version, (version = DEFAULTS.version, at) =>
      version >= least
        ? pass(flowLog)
        : fail(flowLog, `the record version is ${version}; ${standardRequires(requirements)} ${least}`, {
            fix: `set version to ${least}`,
            at,
          }),
    );
    return verdict;
  },
};

import { Cloud } from '../facts';
import { DEFAULTS } from '../facts/allowed-values';
import { forEachAzureFlowLog, whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule } from '../rule-support/rule';
import { Severity } from '../severity';

export const AZURE_VERSION: Rule = {
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

  check(model, standard) {
    const least = standard.azure.version;
    return forEachAzureFlowLog(model, (flowLog) =>
      whenKnown(flowLog, flowLog.version, (version = DEFAULTS.version, at) =>
        version >= least
          ? pass(flowLog)
          : fail(flowLog, `the record version is ${version}; the standard requires ${least}`, {
              fix: `set version to ${least}`,
              at,
            }),
      ),
    );
  },
};

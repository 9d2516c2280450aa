import { Cloud } from '../facts';
import { DEFAULTS } from '../facts/allowed-values';
import { forEachAzureFlowLog, whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule } from '../rule-support/rule';
import { Severity } from '../severity';

export const AZURE_VERSION: Rule = {
  id: 'FLS208',
  name: 'azure-version',
  title: 'records are of the version that the standard asks for',
  severity: Severity.ERROR,
  clouds: [Cloud.AZURE],
  why: 'Records of version 1 count neither packets nor bytes, and have no flow state.',
  fix: 'set version to 2',
  bad: 'version = 1',
  good: 'version = 2',

  check(model, standard) {
    const least = standard.azure.version;
    return forEachAzureFlowLog(model, (flowLog) =>
      whenKnown(flowLog, flowLog.version, (version = DEFAULTS.version, at) =>
        version >= least
          ? pass(flowLog)
          : fail(flowLog, `records are of version ${version}, and the standard asks for ${least}`, {
              fix: `set version to ${least}`,
              at,
            }),
      ),
    );
  },
};

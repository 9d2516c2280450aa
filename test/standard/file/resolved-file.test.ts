import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { resolvedFile } from '../../../standard/file/resolved-file';
import { starterFile } from '../../../standard/file/starter-file';
import { FlowLogStandard } from '../../../standard/flow-log-standard';
import { PROFILES } from '../../../standard/profiles';

const ATTESTED =
  'version: 1\nattested: [{ destination: x, retentionDays: 400, by: platform, until: 2027-01-31 }]\n' +
  'exceptions: [{ rule: FLS401, at: x, reason: y }]\nrules: { FLS301: note }\nchange: { replacement: error }';

test.each([
  ['no settings', 'version: 1'],
  ['an attestation and an exception', ATTESTED],
  ['the starter file', starterFile([])],
  ...PROFILES.map(({ name }) => [name, `version: 1\nextends: [${name}]`]),
])('the resolved file resolves to the same settings: %s', (_, text = '') => {
  const settings = (from: string) => {
    const {
      requirements: _requirements,
      weakenings,
      ...standard
    } = FlowLogStandard.parse(from, 's.yaml').resolved;
    return { standard, weakenings };
  };
  const { standard, weakenings } = settings(text);
  const again = settings(stringify(resolvedFile(FlowLogStandard.parse(text, 's.yaml').resolved)));
  const withoutLines = (value: unknown) =>
    JSON.parse(JSON.stringify(value, (key, each) => (key === 'line' ? undefined : each)));
  expect(withoutLines(again.standard)).toEqual(withoutLines(standard));
  expect(again.weakenings).toEqual(weakenings);
});

import { expect, test } from 'vitest';
import { check } from '../../../standard/check';
import { known, NetworkKind } from '../../../standard/facts';
import { type Profile, rulesOf } from '../../../standard/profile';
import { PROFILES } from '../../../standard/profiles';
import { isAtLeast, Severity } from '../../../standard/severity';
import { Strength } from '../../../standard/strength';
import { standardOf } from '../../support/rule-cases';
import {
  awsFlowLog,
  awsNetwork,
  azureFlowLog,
  azureNetwork,
  destination,
  modelOf,
} from '../../support/standard-facts';

const NETWORKS = [awsNetwork(), azureNetwork(), azureNetwork('Group', NetworkKind.SECURITY_GROUP)];

const weakAzure = {
  enabled: known(false),
  version: known(1),
  retentionDays: known(1),
  analytics: known(undefined),
};

/** Apps that meet no requirement: one without flow logs, one with flow logs that violate every setting. */
const MODELS = [
  modelOf({ networks: NETWORKS }),
  modelOf({
    networks: NETWORKS,
    flowLogs: [
      awsFlowLog({
        traffic: known('ACCEPT'),
        format: known('${dstaddr} ${srcaddr}'),
        destination: known(destination({ retention: known(1), hotRetention: known(1) })),
      }),
      azureFlowLog({ address: 'OnHub', ...weakAzure }),
      azureFlowLog({
        address: 'OnGroup',
        target: known('Group'),
        targetKind: known('network security group'),
        ...weakAzure,
      }),
    ],
  }),
];

const HIGHEST: Readonly<Record<Strength, Severity>> = {
  [Strength.DEMANDED]: Severity.ERROR,
  [Strength.RECOMMENDED]: Severity.WARNING,
  [Strength.OUR_READING]: Severity.NOTE,
};

const findingsUnder = ({ name }: Profile) => {
  const standard = standardOf(`extends: [${name}]`);
  return MODELS.flatMap((model) => check({ model, standard }).findings);
};

test.each(PROFILES)(
  'an app that meets nothing violates every control of $name, for each of its rules',
  (profile) => {
    const findings = findingsUnder(profile);
    const cited = new Set(
      findings.flatMap(({ rule, controls }) =>
        controls.map(({ id, strength }) => `${rule} ${id} ${strength}`),
      ),
    );
    const expected = profile.controls.flatMap((control) =>
      rulesOf(control).map((rule) => `${rule} ${control.id} ${control.strength}`),
    );
    expect([...cited].sort()).toEqual([...new Set(expected)].sort());
  },
);

test.each(PROFILES)(
  'no finding under $name is more severe than the strongest control that it cites',
  (profile) => {
    const rules = new Set(profile.controls.flatMap(rulesOf));
    for (const { rule, severity, controls } of findingsUnder(profile).filter((each) =>
      rules.has(each.rule),
    )) {
      const strengths = controls.map(({ strength }) => strength);
      const strongest =
        Object.values(Strength).find((each) => strengths.includes(each)) ?? Strength.OUR_READING;
      expect(isAtLeast(HIGHEST[strongest], severity), `${rule} ${severity} ${strengths}`).toBe(true);
    }
  },
);

import { describe, expect, test } from 'vitest';
import { check } from '../../../standard/check';
import { rulesOf } from '../../../standard/profile';
import { PROFILES } from '../../../standard/profiles';
import { daysOfMonths } from '../../../standard/profiles/days-of-months';
import { cite } from '../../../standard/profiles/document';
import { adviceForFormerName } from '../../../standard/profiles/former-names';
import { controlsText } from '../../../standard/reporters/control-text';
import { findRule } from '../../../standard/rules';
import { Strength } from '../../../standard/strength';
import { standardOf } from '../../support/rule-cases';
import { awsNetwork, modelOf } from '../../support/standard-facts';

/** The documents that profiles cite, each with its version, written by hand. */
const DOCUMENTS = [
  ...['1.2', '1.4', '1.5', '2.0', '3.0', '4.0.1', '5.0', '6.0', '7.0'].map(
    (version) => `CIS Amazon Web Services Foundations Benchmark ${version}`,
  ),
  ...['2.0', '2.1', '3.0', '4.0', '5.0', '6.0'].map(
    (version) => `CIS Microsoft Azure Foundations Benchmark ${version}`,
  ),
  'AWS Foundational Security Best Practices 1.0.0',
  'CIS Critical Security Controls 8.1',
  'Microsoft cloud security benchmark 1',
  'PCI DSS 4.0.1',
  'NIST SP 800-53 Revision 5.1.1',
  'FedRAMP Rev 4 Moderate Baseline (OSCAL of 2024-09-24)',
  'FedRAMP Rev 4 High Baseline (OSCAL of 2024-09-24)',
  'FedRAMP Rev 5 Moderate Baseline (OSCAL of 2024-09-24)',
  'FedRAMP Rev 5 High Baseline (OSCAL of 2024-09-24)',
  'OMB Memorandum M-21-31 (2021-08-27)',
  'OMB Memorandum M-26-14 (2026-05-22)',
  'Commission Implementing Regulation (EU) 2024/2690',
  'Information security manual (OSCAL 2025.12.9)',
  'CERT-In Directions of 2022-04-28 under section 70B (6) of the IT Act, 2000',
  '23 NYCRR Part 500 (of 2017, amended 2023)',
  'NIST SP 800-171 Revision 2',
  'Cybersecurity Maturity Model Certification 2.0',
  'ISO/IEC 27001:2022',
  'AICPA Trust Services Criteria of 2017',
  'HIPAA Security Rule, 45 CFR Part 164',
  'Regulation (EU) 2022/2554 (DORA)',
  'KISA ISMS-P 2023',
  'Amazon EC2 Developer Guide, Use DescribeFlowLogs with a CLI',
  'Landing Zone Accelerator on AWS (61bba81, 2026-06-02)',
];

const CONTROLS = PROFILES.flatMap(({ name, controls }) => controls.map((control) => ({ name, ...control })));

describe('the controls of the profiles', () => {
  test.each(CONTROLS)(
    '$name $id ($strength) cites a document and a place in it',
    ({ source, clouds, text }) => {
      const document = DOCUMENTS.find((title) => source.startsWith(`${title}, `));
      expect(document, `no document of the list starts the source "${source}"`).toBeDefined();
      const [place = ''] = source.slice(`${document}, `.length).split('; read in ');
      expect(place).toMatch(/[a-z0-9]/i);
      expect(source).not.toContain('://');
      expect(clouds.length).toBeGreaterThan(0);
      expect(text).not.toBe('');
    },
  );

  test('cite every document of the list', () => {
    const unused = DOCUMENTS.filter(
      (title) => !CONTROLS.some(({ source }) => source.startsWith(`${title}, `)),
    );
    expect(unused).toEqual([]);
  });

  test('have one entry for each id and strength', () => {
    for (const { name, controls } of PROFILES) {
      const keys = controls.map(({ id, strength, clouds }) => `${id} ${strength} ${clouds.join()}`);
      expect(new Set(keys).size, name).toBe(keys.length);
    }
  });

  test('are checked by existing rules of their clouds', () => {
    for (const control of CONTROLS) {
      for (const id of rulesOf(control)) {
        const rule = findRule(id);
        expect(
          rule?.clouds.some((cloud) => control.clouds.includes(cloud)),
          `${control.name} ${id}`,
        ).toBe(true);
      }
    }
  });

  test('require settings only of their clouds', () => {
    for (const { name, id, clouds, requires } of CONTROLS) {
      const sections = (['aws', 'azure'] as const).filter((section) => requires[section]);
      expect(clouds.map(String), `${name} ${id}`).toEqual(expect.arrayContaining(sections));
    }
  });

  test('state where a text was read that is not public or was not available', () => {
    const closed = CONTROLS.filter(({ source }) => /^(CIS |PCI |ISO|OMB |AICPA )/.test(source));
    expect(closed.length).toBeGreaterThan(30);
    for (const { source } of closed) expect(source).toContain('; read in ');
  });
});

test('a profile of which everything is a recommendation or a reading demands nothing', () => {
  const demanding = PROFILES.filter(({ controls }) =>
    controls.some(({ strength }) => strength === Strength.DEMANDED),
  );
  const others = PROFILES.filter((profile) => !demanding.includes(profile)).map(({ name }) => name);
  expect(others).toEqual([
    'mcsb',
    'nist-800-171-r2',
    'cmmc-2.0',
    'iso-27001-2022',
    'soc-2',
    'hipaa',
    'dora',
    'isms-p-2023',
    'aws-sample-21-fields',
    'lza',
  ]);
});

test('a finding states that the framework of a control is not in force', () => {
  const model = modelOf({ networks: [awsNetwork()], flowLogs: [] });
  const cited = (profile: string) =>
    check({ model, standard: standardOf(`extends: [${profile}]`) })
      .findings.filter(({ rule }) => rule === 'FLS101')
      .map(({ controls }) => controlsText(controls));
  expect(cited('omb-m-21-31')).toEqual([
    'omb-m-21-31 Cloud AWS, demanded (rescinded on 2026-05-22 by M-26-14)',
  ]);
  expect(cited('cis-aws-7.0')).toEqual(['cis-aws-7.0 4.7, demanded']);
});

test('only the rescinded memorandum has a status', () => {
  const withStatus = PROFILES.filter(({ status }) => status !== undefined);
  expect(withStatus.map(({ name, status }) => [name, status])).toEqual([
    ['omb-m-21-31', 'rescinded on 2026-05-22 by M-26-14'],
  ]);
});

test('former names lead to existing profiles', () => {
  const names = PROFILES.map(({ name }) => name);
  for (const former of ['c5isr', 'asea', 'cis-controls-8', 'fedramp-moderate', 'fedramp-high']) {
    expect(names).not.toContain(former);
    const advice = adviceForFormerName(former) ?? '';
    expect(
      names.some((name) => advice.includes(name)),
      former,
    ).toBe(true);
  }
  expect(adviceForFormerName('toString')).toBeUndefined();
});

test.each([
  [3, 90],
  [6, 180],
  [12, 365],
  [18, 545],
  [36, 1095],
])('%i months are %i days', (months, days) => {
  expect(daysOfMonths(months)).toBe(days);
});

test('a source states the publication only if the text was read elsewhere', () => {
  expect(cite({ title: 'Guide 2' }, 'page 3')).toBe('Guide 2, page 3');
  expect(cite({ title: 'Guide 2', readIn: 'Tool' }, 'page 3')).toBe('Guide 2, page 3; read in Tool');
});

import { Cloud } from '../facts';
import type { Profile } from '../profile';
import { Strength } from '../strength';
import { cite, type SourceDocument } from './document';

/** Number of the recommendation by version of the benchmark. All versions contain the same text. */
const NUMBERS: Readonly<Record<string, string>> = {
  '1.2': '2.9',
  '1.4': '3.9',
  '1.5': '3.9',
  '2.0': '3.9',
  '3.0': '3.7',
  '4.0.1': '3.7',
  '5.0': '3.7',
  '6.0': '4.7',
  '7.0': '4.7',
};

/** Profiles of the CIS benchmarks for AWS. */
export const CIS_AWS: readonly Profile[] = Object.entries(NUMBERS).map(([version, id]): Profile => {
  const document = documentOf(version);
  const place = `recommendation ${id} (level 2)`;
  return {
    name: `cis-aws-${version}`,
    title: document.title,
    controls: [
      {
        id,
        clouds: [Cloud.AWS],
        strength: Strength.DEMANDED,
        text: 'every VPC has an active flow log; the audit procedure considers only flow logs of the VPC itself',
        source: cite(document, `${place}, title and audit procedure`),
        requires: { coverage: { networks: 'all', subnetsCount: false } },
      },
      {
        id,
        clouds: [Cloud.AWS],
        strength: Strength.RECOMMENDED,
        text: 'flow logs record rejected packets (description), and records are retained for at least 365 days (impact statement); the audit procedure checks neither',
        source: cite(document, `${place}, description and impact statement`),
        requires: { aws: { traffic: 'REJECT', retention: { minDays: 365 } } },
      },
    ],
  };
});

function documentOf(version: string): SourceDocument {
  return {
    title: `CIS Amazon Web Services Foundations Benchmark ${version}`,
    readIn: version === '1.2' ? 'steampipe-mod-aws-compliance a1d0b44' : 'prowler 3e000fa',
  };
}

import type { Profile } from '../profile';
import { Strength } from '../strength';
import { BOTH_CLOUDS, EVERY_NETWORK } from './common-requirements';
import { cite, type SourceDocument } from './document';

/** A framework that names neither flow logs nor a period: scanners map the existence of flow logs to its controls. */
interface Mapping {
  readonly name: string;
  readonly document: SourceDocument;
  /** What each control requires, by the place in the document. */
  readonly controls: Readonly<Record<string, string>>;
}

/** The mappings are those of prowler. */
const READ_IN = 'prowler 3e000fa';

const ACTIVITY =
  'audit logs are retained to the extent needed to monitor, analyze, investigate and report unauthorized activity';
const TRAFFIC =
  'systems, including inbound and outbound communications traffic, are monitored to detect attacks';

const MAPPINGS: readonly Mapping[] = [
  {
    name: 'nist-800-171-r2',
    document: { title: 'NIST SP 800-171 Revision 2', readIn: READ_IN },
    controls: { '3.3.1': ACTIVITY, '3.14.6': TRAFFIC },
  },
  {
    name: 'cmmc-2.0',
    document: { title: 'Cybersecurity Maturity Model Certification 2.0', readIn: READ_IN },
    controls: { 'AU.L2-3.3.1': ACTIVITY, 'SI.L2-3.14.6': TRAFFIC },
  },
  {
    name: 'iso-27001-2022',
    document: { title: 'ISO/IEC 27001:2022', readIn: READ_IN },
    controls: {
      'A.8.15':
        'logs of activities, exceptions, faults and other relevant events are produced, stored, protected and analyzed',
      'A.8.16': 'networks, systems and applications are monitored for anomalous behavior',
      'A.8.20': 'networks and network devices are secured, managed and controlled',
    },
  },
  {
    name: 'soc-2',
    document: { title: 'AICPA Trust Services Criteria of 2017', readIn: READ_IN },
    controls: { 'CC7.2': 'system components are monitored for anomalies, which are analyzed' },
  },
  {
    name: 'hipaa',
    document: { title: 'HIPAA Security Rule, 45 CFR Part 164', readIn: READ_IN },
    controls: {
      '164.312 (b)':
        'mechanisms record and examine activity in systems with electronic protected health information',
    },
  },
  {
    name: 'dora',
    document: { title: 'Regulation (EU) 2022/2554 (DORA)', readIn: READ_IN },
    controls: { 'Article 10': 'mechanisms detect anomalous activities promptly' },
  },
  {
    name: 'isms-p-2023',
    document: { title: 'KISA ISMS-P 2023', readIn: READ_IN },
    controls: {
      '2.9.4':
        'the organization defines types, retention and protection of the logs of servers, applications, security and network systems',
    },
  },
];

/** Profiles of frameworks that a flow log of every network supports, and that state nothing that a check can decide. */
export const COVERAGE_MAPPINGS: readonly Profile[] = MAPPINGS.map(
  ({ name, document, controls }): Profile => ({
    name,
    title: document.title,
    controls: Object.entries(controls).map(([id, text]) => ({
      id,
      clouds: BOTH_CLOUDS,
      strength: Strength.OUR_READING,
      text: `every network has a flow log: ${text}`,
      source: cite(document, id),
      requires: EVERY_NETWORK,
    })),
  }),
);

import type { Profile } from '../profile';
import { Strength } from '../strength';
import { BOTH_CLOUDS, EVERY_NETWORK, retained, SOME_NETWORK } from './common-requirements';
import { daysOfMonths } from './days-of-months';
import { cite, type SourceDocument } from './document';

const NIS2: SourceDocument = {
  title: 'Commission Implementing Regulation (EU) 2024/2690',
  readIn: 'prowler 3e000fa and an article of Cisco Talos',
};

const ISM: SourceDocument = { title: 'Information security manual (OSCAL 2025.12.9)' };

const CERT_IN: SourceDocument = {
  title: 'CERT-In Directions of 2022-04-28 under section 70B (6) of the IT Act, 2000',
  readIn: 'articles of tele.net.in and AZB & Partners',
};

const NYDFS: SourceDocument = {
  title: '23 NYCRR Part 500 (of 2017, amended 2023)',
  readIn: 'articles of Akin and Lexology',
};

/** Profiles of laws, regulations and government manuals that name network traffic or state a period of retention. */
export const REGULATIONS: readonly Profile[] = [
  {
    name: 'nis2-2024-2690',
    title: NIS2.title,
    controls: [
      {
        id: '3.2.3 (a)',
        clouds: BOTH_CLOUDS,
        strength: Strength.DEMANDED,
        text: 'logs include relevant outbound and inbound network traffic, where appropriate',
        source: cite(NIS2, 'annex, point 3.2.3 (a)'),
        requires: SOME_NETWORK,
      },
      {
        id: '3.2.3 (a)',
        clouds: BOTH_CLOUDS,
        strength: Strength.OUR_READING,
        text: 'the traffic of every network is relevant',
        source: cite(NIS2, 'annex, point 3.2.3 (a)'),
        requires: EVERY_NETWORK,
      },
      {
        id: '3.2.5',
        clouds: BOTH_CLOUDS,
        strength: Strength.DEMANDED,
        text: 'logs are retained for a period that the entity defines: set it in aws.retention and azure.retention',
        source: cite(NIS2, 'annex, point 3.2.5'),
        requires: {},
      },
    ],
  },
  {
    name: 'asd-ism',
    title: ISM.title,
    controls: [
      {
        id: 'ISM-1988',
        clouds: BOTH_CLOUDS,
        strength: Strength.DEMANDED,
        text: 'event logs are retained in a searchable manner for at least 12 months, if flow logs count as event logs',
        source: cite(ISM, 'guidelines for system monitoring, event log retention, ISM-1988'),
        requires: retained({ minDays: daysOfMonths(12), hotDays: daysOfMonths(12) }),
      },
      {
        id: 'ISM-1963',
        clouds: BOTH_CLOUDS,
        strength: Strength.OUR_READING,
        text: 'every network has a flow log: security-relevant events of internet-facing network devices are centrally logged',
        source: cite(ISM, 'guidelines for networking, network device event logging, ISM-1963'),
        requires: EVERY_NETWORK,
      },
    ],
  },
  {
    name: 'cert-in-2022',
    title: CERT_IN.title,
    controls: [
      {
        id: 'Logs of ICT systems',
        clouds: BOTH_CLOUDS,
        strength: Strength.DEMANDED,
        text: 'logs of all ICT systems are retained for a rolling period of 180 days (in India, which is not checked)',
        source: cite(CERT_IN, 'direction on the logs of ICT systems'),
        requires: retained({ minDays: 180 }),
      },
      {
        id: 'Logs of ICT systems',
        clouds: BOTH_CLOUDS,
        strength: Strength.OUR_READING,
        text: 'every network has a flow log: networks are ICT systems, whose logs must be enabled',
        source: cite(CERT_IN, 'direction on the logs of ICT systems'),
        requires: EVERY_NETWORK,
      },
    ],
  },
  {
    name: 'nydfs-500.06',
    title: NYDFS.title,
    controls: [
      {
        id: '500.06 (b)',
        clouds: BOTH_CLOUDS,
        strength: Strength.DEMANDED,
        text: 'audit trails that detect cybersecurity events are retained for at least three years, if flow logs are part of them; the five years for financial transactions do not concern flow logs',
        source: cite(NYDFS, 'section 500.06 (a) (2) and (b)'),
        requires: retained({ minDays: daysOfMonths(36) }),
      },
      {
        id: '500.06 (a) (2)',
        clouds: BOTH_CLOUDS,
        strength: Strength.OUR_READING,
        text: 'every network has a flow log: audit trails are designed to detect cybersecurity events, as far as the risk assessment requires',
        source: cite(NYDFS, 'section 500.06 (a) (2)'),
        requires: EVERY_NETWORK,
      },
    ],
  },
];

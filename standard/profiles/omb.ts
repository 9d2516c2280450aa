import { Cloud } from '../facts';
import type { Profile } from '../profile';
import { Strength } from '../strength';
import { BOTH_CLOUDS, EVERY_NETWORK, retained } from './common-requirements';
import { daysOfMonths } from './days-of-months';
import { cite, type SourceDocument } from './document';

const M_21_31: SourceDocument = {
  title: 'OMB Memorandum M-21-31 (2021-08-27)',
  readIn: 'the list of OMB M-21-31 Utils for Splunk 1.4.0',
};

const M_26_14: SourceDocument = {
  title: 'OMB Memorandum M-26-14 (2026-05-22)',
  readIn: 'articles of Axoflow, ACT-IAC and PubK; the memorandum itself was not available',
};

/** 12 months of active storage, followed by 18 months of cold storage. */
export const M_21_31_RETENTION = {
  minDays: daysOfMonths(12) + daysOfMonths(18),
  hotDays: daysOfMonths(12),
} as const;

/** Profiles of the logging memoranda of the Office of Management and Budget. */
export const OMB: readonly Profile[] = [
  {
    name: 'omb-m-21-31',
    title: M_21_31.title,
    status: 'rescinded on 2026-05-22 by M-26-14',
    controls: [
      {
        id: 'Cloud AWS',
        clouds: [Cloud.AWS],
        strength: Strength.DEMANDED,
        text: 'Amazon VPC flow logs are retained for 12 months in active storage and 18 months in cold storage',
        source: cite(M_21_31, 'page 27, Cloud AWS (criticality 0)'),
        requires: { ...EVERY_NETWORK, aws: { retention: M_21_31_RETENTION } },
      },
      {
        id: 'Cloud Environments',
        clouds: [Cloud.AZURE],
        strength: Strength.DEMANDED,
        text: 'flow logs of cloud environments are retained for 12 months in active storage and 18 months in cold storage; the rows on Azure name no flow logs',
        source: cite(M_21_31, 'page 27, Cloud Environments (General Logging, criticality 0)'),
        requires: { ...EVERY_NETWORK, azure: { retention: M_21_31_RETENTION } },
      },
    ],
  },
  {
    name: 'omb-m-26-14',
    title: M_26_14.title,
    controls: [
      {
        id: 'Retention',
        clouds: BOTH_CLOUDS,
        strength: Strength.DEMANDED,
        text: 'logs are searchable for six months and retrievable for twelve months, according to secondary sources',
        source: cite(M_26_14, 'minimum retention of logs'),
        requires: retained({ minDays: daysOfMonths(12), hotDays: daysOfMonths(6) }),
      },
      {
        id: 'Network visibility',
        clouds: BOTH_CLOUDS,
        strength: Strength.OUR_READING,
        text: 'every network has a flow log: logs capture network traffic, according to secondary sources',
        source: cite(M_26_14, 'content of logs'),
        requires: EVERY_NETWORK,
      },
    ],
  },
];

import type { Control, ControlRequirement, Profile } from '../profile';
import { Strength } from '../strength';
import { BOTH_CLOUDS, EVERY_NETWORK, retained } from './common-requirements';
import { daysOfMonths } from './days-of-months';
import { cite, type SourceDocument } from './document';
import { contentControl } from './nist';
import { M_21_31_RETENTION } from './omb';

/** Profiles of the FedRAMP baselines. The controls name no flow logs: they apply where flow logs are audit records. */
export const FEDRAMP: readonly Profile[] = [4, 5].flatMap((revision) =>
  ['Moderate', 'High'].map((level): Profile => {
    const document: SourceDocument = {
      title: `FedRAMP Rev ${revision} ${level} Baseline (OSCAL of 2024-09-24)`,
    };
    return {
      name: `fedramp-${level.toLowerCase()}-r${revision}`,
      title: document.title,
      controls: [
        {
          id: 'AU-12',
          clouds: BOTH_CLOUDS,
          strength: Strength.DEMANDED,
          text: 'all system and network components where audit capability is available generate audit records',
          source: cite(document, 'control AU-12 a, parameter'),
          requires: EVERY_NETWORK,
        },
        contentControl(document),
        ...detailControls(document),
        ...(revision === 4 ? [retentionControl4(document, level)] : retentionControls5(document)),
      ],
    };
  }),
);

function detailControls(document: SourceDocument): Control[] {
  const fields = (...required: string[]): ControlRequirement => ({ aws: { format: { required } } });
  const source = cite(document, 'control AU-3(1), parameter');
  return [
    {
      id: 'AU-3(1)',
      clouds: BOTH_CLOUDS,
      strength: Strength.DEMANDED,
      text: 'audit records contain the duration of a session or connection, and the bytes received and sent; flow logs do not contain the commands and individual users that some baselines add',
      source,
      requires: fields('start', 'end', 'bytes'),
    },
    {
      id: 'AU-3(1)',
      clouds: BOTH_CLOUDS,
      strength: Strength.OUR_READING,
      text: 'audit records contain characteristics of the resource; the list of fields is our mapping',
      source,
      requires: fields('account-id', 'vpc-id', 'subnet-id', 'instance-id', 'interface-id', 'flow-direction'),
    },
  ];
}

function retentionControl4(document: SourceDocument, level: string): Control {
  const isHigh = level === 'High';
  return {
    id: 'AU-11',
    clouds: BOTH_CLOUDS,
    strength: Strength.DEMANDED,
    text: isHigh
      ? 'audit records are retained for at least one year, at least 90 days of it on-line'
      : 'audit records are retained on-line for at least 90 days',
    source: cite(document, 'control AU-11, parameter and additional requirement'),
    requires: retained({ minDays: isHigh ? daysOfMonths(12) : 90, hotDays: 90 }),
  };
}

function retentionControls5(document: SourceDocument): Control[] {
  return [
    {
      id: 'AU-11',
      clouds: BOTH_CLOUDS,
      strength: Strength.DEMANDED,
      text: 'audit records are retained on-line for at least 90 days; the whole period is that of M-21-31, which was rescinded on 2026-05-22',
      source: cite(document, 'control AU-11, parameter and additional requirement'),
      requires: retained({ minDays: 90, hotDays: 90 }),
    },
    {
      id: 'AU-11',
      clouds: BOTH_CLOUDS,
      strength: Strength.RECOMMENDED,
      text: 'providers are encouraged to align with M-21-31 where possible: 12 months of active storage and 18 months of cold storage',
      source: cite(document, 'control AU-11, guidance'),
      requires: retained(M_21_31_RETENTION),
    },
  ];
}

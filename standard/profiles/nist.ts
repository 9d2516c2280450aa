import type { Control, Profile } from '../profile';
import { Strength } from '../strength';
import { BOTH_CLOUDS, EVERY_NETWORK } from './common-requirements';
import { cite, type SourceDocument } from './document';

const NIST: SourceDocument = { title: 'NIST SP 800-53 Revision 5.1.1' };

/** Returns AU-3, which both NIST SP 800-53 and FedRAMP contain. */
export function contentControl(document: SourceDocument): Control {
  return {
    id: 'AU-3',
    clouds: BOTH_CLOUDS,
    strength: Strength.OUR_READING,
    text: 'audit records establish the type, time, place, source, outcome and parties of an event; the list of fields is our mapping',
    source: cite(document, 'control AU-3'),
    requires: {
      aws: {
        format: {
          required: ['account-id', 'interface-id', 'srcaddr', 'dstaddr', 'start', 'end', 'action'],
        },
      },
    },
  };
}

/** The profile of NIST SP 800-53. */
export const NIST_800_53: readonly Profile[] = [
  {
    name: 'nist-800-53-r5',
    title: NIST.title,
    controls: [
      {
        id: 'AU-12',
        clouds: BOTH_CLOUDS,
        strength: Strength.DEMANDED,
        text: 'the components that the organization defines generate audit records; exceptions exclude networks that it does not define',
        source: cite(NIST, 'control AU-12 a (all baselines)'),
        requires: EVERY_NETWORK,
      },
      contentControl(NIST),
      {
        id: 'AU-11',
        clouds: BOTH_CLOUDS,
        strength: Strength.DEMANDED,
        text: 'audit records are retained for a period that the organization defines: set it in aws.retention and azure.retention',
        source: cite(NIST, 'control AU-11 (all baselines)'),
        requires: {},
      },
      {
        id: 'AU-12(2)',
        clouds: BOTH_CLOUDS,
        strength: Strength.RECOMMENDED,
        text: 'the audit trail is in a standardized format; an enhancement that no baseline selects, and that names no fields',
        source: cite(NIST, 'control AU-12(2) (no baseline)'),
        requires: {},
      },
    ],
  },
];

import type { Profile } from '../profile';
import { Strength } from '../strength';
import { BOTH_CLOUDS, EVERY_NETWORK, retained } from './common-requirements';
import { daysOfMonths } from './days-of-months';
import { cite, type SourceDocument } from './document';

const PCI_DSS: SourceDocument = { title: 'PCI DSS 4.0.1', readIn: 'withpci.com' };

/** The profile of PCI DSS, whose requirement 10 concerns audit logs and does not name flow logs. */
export const PCI: readonly Profile[] = [
  {
    name: 'pci-dss-4.0.1',
    title: PCI_DSS.title,
    controls: [
      {
        id: '10.5.1',
        clouds: BOTH_CLOUDS,
        strength: Strength.DEMANDED,
        text: 'audit logs are retained for at least 12 months, the latest three months immediately available; applies if flow logs are audit logs of the assessed environment',
        source: cite(PCI_DSS, 'requirement 10.5.1'),
        requires: retained({ minDays: daysOfMonths(12), hotDays: daysOfMonths(3) }),
      },
      {
        id: '10.2.1',
        clouds: BOTH_CLOUDS,
        strength: Strength.OUR_READING,
        text: 'every network has a flow log: audit logs are active for all system components, and scanners count flow logs among them',
        source: cite(PCI_DSS, 'requirement 10.2.1'),
        requires: EVERY_NETWORK,
      },
      {
        id: '10.2.2',
        clouds: BOTH_CLOUDS,
        strength: Strength.DEMANDED,
        text: 'audit logs record the user, type, time, outcome and origin of an event, and the affected resource; flow logs alone cannot meet it, because they contain no user',
        source: cite(PCI_DSS, 'requirement 10.2.2'),
        requires: {},
      },
    ],
  },
];

import { isIP } from 'node:net';
import { DESTINATION, SOURCE } from '../../flows/questions/sql/expressions';
import { THREATS } from '../../flows/questions/threats';
import type { ThreatSummary } from './threat-summary';

/** Only these accounts become a part of the query. */
const ACCOUNT = /^[0-9]{12}$/;

const MILLIS_PER_DAY = 86_400_000;

/** What a query looks for. */
export interface ThreatQueryProps {
  readonly database: string;
  readonly threats: readonly ThreatSummary[];
  /** Whether the query is only for the addresses of the threats, or for all listed addresses of their days. */
  readonly onlyThese: boolean;
  /** Time of the alert in milliseconds since 1970, for records without a time. */
  readonly now: number;
}

/**
 * Returns the question `threats` for the addresses and the days of an alert, ready for Athena. The table of an organization
 * requires a condition on the account, so the query always has one if the accounts are known.
 */
export function threatQuery({ database, threats, onlyThese, now }: ThreatQueryProps): string {
  const addresses = [...new Set(threats.map(({ address }) => address))].filter((each) => isIP(each) !== 0);
  const accounts = [...new Set(threats.flatMap((threat) => threat.accounts))].filter((each) =>
    ACCOUNT.test(each),
  );
  const days = threats.flatMap(({ first, last }) => [first, last]).filter((time) => time !== null);
  const sorted = days.map((time) => time.slice(0, 10)).sort();
  const today = dayOf(now);
  const [from = dayOf(now - MILLIS_PER_DAY), to = today] = [sorted[0], sorted.at(-1)];
  const list = quoted(addresses);
  return [
    'with flows as (',
    `  select * from "${database}"."flows"`,
    `  where day between '${from}' and '${to}'`,
    ...(accounts.length > 0 ? [`    and account_id in (${quoted(accounts.sort())})`] : []),
    ...(onlyThese ? [`    and (${SOURCE} in (${list})`, `      or ${DESTINATION} in (${list}))`] : []),
    ')',
    THREATS.sql,
  ].join('\n');
}

function quoted(texts: readonly string[]): string {
  return texts.map((text) => `'${text}'`).join(', ');
}

function dayOf(millis: number): string {
  return new Date(millis).toISOString().slice(0, 10);
}

import { isGuid } from '../guid';

/**
 * Maximum number of receivers of a kind in an action group, and of action groups of an alert rule.
 *
 * Sources: Azure Monitor documentation, "Azure Monitor service limits", on action groups; "Action groups", on reusability.
 */
export const RECEIVER_LIMITS = {
  emails: 1000,
  webhooks: 10,
  secureWebhooks: 10,
  logicApps: 10,
  itsm: 10,
  actionGroups: 5,
};

/** Maximum length of an email address. Source: "Azure Monitor service limits", on action groups. */
const MAX_EMAIL_LENGTH = 64;

/** Hosts of incoming webhooks of Office 365 connectors. */
const CONNECTOR_HOSTS = ['webhook.office.com', 'outlook.office.com', 'outlook.office365.com'];

/** Keys that Azure requires in the configuration of a ticket. Source: azure-rest-api-specs issue 20488. */
const TICKET_KEYS = ['PayloadRevision', 'WorkItemType'];

export function emailProblem(prop: string, email: string): string | undefined {
  const seen = `${prop} contains ${JSON.stringify(email)}: expected an email address`;
  if (!/^[^@\s]+@[^@\s]+$/.test(email)) return seen;
  return email.length <= MAX_EMAIL_LENGTH ? undefined : `${seen} of at most ${MAX_EMAIL_LENGTH} characters`;
}

/** Validates the URL of a webhook. A problem contains its host only, because the path or the query can be a secret. */
export function webhookProblem(prop: string, url: string): string | undefined {
  const isHttps = URL.canParse(url) && new URL(url).protocol === 'https:';
  return isHttps
    ? undefined
    : `${prop} contains ${JSON.stringify(publicPart(url))}: expected a URL that starts with https://`;
}

/** Finding about a webhook of an Office 365 connector. */
export function connectorFinding(prop: string, url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname } = new URL(url);
  if (!CONNECTOR_HOSTS.some((host) => hostname === host || hostname.endsWith(`.${host}`))) return undefined;
  return (
    `${prop} contains a URL of ${hostname}: Microsoft has retired the Office 365 connectors of Teams, so nothing arrives; ` +
    'create a workflow in Teams and set teamsWorkflows'
  );
}

export function guidProblem(prop: string, id: string): string | undefined {
  return isGuid(id) ? undefined : `${prop} is ${JSON.stringify(id)}: expected a GUID`;
}

export function ticketProblem(prop: string, json: string): string | undefined {
  const missing = TICKET_KEYS.filter((key) => !(key in objectIn(json)));
  if (missing.length === 0) return undefined;
  return (
    `${prop} is ${JSON.stringify(json)}: expected a JSON object with ${TICKET_KEYS.join(' and ')}, such as ` +
    '{"PayloadRevision":0,"WorkItemType":"Incident"}'
  );
}

function publicPart(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : (url.split(/[?#]/)[0] ?? '');
}

function objectIn(json: string): object {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

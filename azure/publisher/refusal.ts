import type { HttpAnswer } from './http-client';

/** Longest part of a body that an error contains, in characters. */
const MAX_SHOWN = 600;

/** What a failed attempt means. */
export interface Refusal {
  /** Short reason for the log. */
  readonly reason: string;
  /** What the user can do if it persists. */
  readonly advice: string;
  /** Whether a retry can succeed: for the whole duration, for some attempts, or never. */
  readonly passes: 'late' | 'soon' | 'never';
}

const STORAGE: Refusal = {
  reason: 'the site cannot write to its deployment container yet',
  advice:
    'the identity of the site needs Storage Blob Data Owner on the host account, and a role takes up to ten minutes to take ' +
    'effect; the firewall of the account must allow the subnet of the site',
  passes: 'late',
};

/** Refusals by status. Source: functions-action issue 390, azure-functions-flex-consumption-samples issue 41. */
const BY_STATUS: Readonly<Record<number, Refusal>> = {
  401: {
    reason: 'the site does not accept the token',
    advice: 'the deployer must belong to the tenant of the subscription',
    passes: 'soon',
  },
  403: {
    reason: 'the site refuses the deployer',
    advice:
      'the deployer needs Microsoft.Web/sites/read and Microsoft.Web/sites/publish/Action on the site, for example by the role ' +
      'Website Contributor, and the access restrictions of the site must allow its address',
    passes: 'soon',
  },
  404: {
    reason: 'the site does not answer yet',
    advice:
      'the plan of the site must be Flex Consumption, and its network must allow access to its SCM endpoint',
    passes: 'late',
  },
  409: { reason: 'another publication is in progress', advice: 'wait for its end', passes: 'late' },
  429: { reason: 'the site receives too many requests', advice: 'apply again later', passes: 'late' },
};

/** Explains a response that is no success. */
export function refusalOf({ status, text }: HttpAnswer): Refusal {
  if (isStorageProblem(text)) return STORAGE;
  const known = BY_STATUS[status];
  if (known) return known;
  if (status >= 500 && status !== 501) {
    return {
      reason: 'the site is not ready',
      advice: 'apply again; if it stays so, delete the site and apply',
      passes: 'late',
    };
  }
  return { reason: 'the site refuses the package', advice: 'see the answer', passes: 'never' };
}

/** Explains a publication that the site accepted, and that failed. */
export function failureOf(text: string): Refusal {
  if (isStorageProblem(text)) return STORAGE;
  return {
    reason: 'the publication failed',
    advice: 'see the deployments of the site in the portal',
    passes: 'never',
  };
}

/** The exceptions of the publishing service when the role of the site has not taken effect. */
function isStorageProblem(text: string): boolean {
  return /BlobUploadFailedException|InaccessibleStorageException|StorageAccessibleCheck/.test(text);
}

/** Renders a text of a server for a terminal: one line, without control characters, and without the token. */
export function shown(text: string, token = ''): string {
  const line = (token === '' ? text : text.split(token).join('***')).replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN)}…` : line;
}

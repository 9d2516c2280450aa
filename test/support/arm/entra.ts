import { type ArmAnswer, ok } from './arm-answer';
import { CLIENT, CLIENT_SECRET, PRINCIPAL, TENANT } from './invented-ids';

const LIFETIME_SECONDS = 3600;

/** Metadata that a cloud returns to clients that know only its host. */
export function cloudMetadata(origin: string): object {
  return {
    name: 'LocalCloud',
    portal: origin,
    authentication: {
      loginEndpoint: origin,
      audiences: [origin],
      tenant: 'common',
      identityProvider: 'AAD',
    },
    graphAudience: origin,
    graph: origin,
    microsoftGraphResourceId: origin,
    resourceManager: origin,
    batch: origin,
    logAnalyticsResourceId: origin,
    suffixes: {
      storage: 'core.windows.net',
      keyVaultDns: 'vault.azure.net',
      mhsmDns: 'managedhsm.azure.net',
      acrLoginServer: 'azurecr.io',
      sqlServerHostname: 'database.windows.net',
    },
  };
}

/**
 * The endpoints of a tenant, which azapi looks up before it requests a token.
 *
 * Source: Microsoft identity platform documentation, "OpenID Connect on the Microsoft identity platform".
 */
export function openIdConfiguration(origin: string): object {
  const endpoints = `${origin}/${TENANT}/oauth2/v2.0`;
  return {
    issuer: `${origin}/${TENANT}/v2.0`,
    authorization_endpoint: `${endpoints}/authorize`,
    token_endpoint: `${endpoints}/token`,
    device_authorization_endpoint: `${endpoints}/devicecode`,
    jwks_uri: `${origin}/${TENANT}/discovery/v2.0/keys`,
  };
}

/** The token of a service principal that knows its secret. It is not signed: nothing here reads signatures. */
export function token(origin: string, form: URLSearchParams): ArmAnswer {
  const known =
    form.get('grant_type') === 'client_credentials' &&
    form.get('client_id') === CLIENT &&
    form.get('client_secret') === CLIENT_SECRET;
  if (!known) return { status: 401, body: { error: 'invalid_client' } };
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    aud: form
      .get('scope')
      ?.split(' ')[0]
      ?.replace(/\/\.default$/, ''),
    iss: `${origin}/${TENANT}/`,
    iat: now,
    nbf: now,
    exp: now + LIFETIME_SECONDS,
    appid: CLIENT,
    oid: PRINCIPAL,
    sub: PRINCIPAL,
    tid: TENANT,
    ver: '1.0',
  };
  const jwt = [{ typ: 'JWT', alg: 'none' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return ok({ token_type: 'Bearer', expires_in: LIFETIME_SECONDS, access_token: `${jwt}.` });
}

/** Whether a text is a token for an audience. */
export function isTokenFor(text: string, audience: string): boolean {
  const claims = text.split('.')[1];
  if (claims === undefined) return false;
  try {
    const { aud } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as { aud?: string };
    return aud?.replace(/\/+$/, '') === audience;
  } catch {
    return false;
  }
}

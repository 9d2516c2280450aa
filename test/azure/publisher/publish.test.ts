import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ACCEPTED,
  ISSUED,
  PublishingSite,
  SITE_ID,
  type SiteAnswer,
  type SiteScript,
  SUCCEEDED,
  TOKEN,
} from '../../support/publishing-site';

const STORAGE_REFUSED: SiteAnswer = {
  status: 400,
  text: 'InaccessibleStorageException: BlobUploadFailedException: Response status code: 403',
};
const STATUS = (status: number, more = {}): SiteAnswer => ({
  status: 200,
  body: { id: 'publication-1', status, ...more },
});
/** One second. */
const SHORT = { FLOW_LOGS_PUBLISH_MINUTES: '0.0167', FLOW_LOGS_PUBLISH_INTERVAL: '10' };

let site: PublishingSite;
beforeAll(async () => {
  site = await PublishingSite.start();
});
afterAll(() => site.stop());

const publish = async (script: SiteScript = {}, environment: NodeJS.ProcessEnv = {}) => {
  site.answerWith(script);
  const result = await site.run(environment);
  expect(`${result.stdout}${result.stderr}`).not.toContain(TOKEN);
  expect(`${result.stdout}${result.stderr}`).not.toContain('the-client-secret');
  return { ...result, uploads: site.to('/api/publish') };
};

test('the package reaches the SCM host of the site, with the token of the deployer', async () => {
  const { code, stdout, stderr, uploads } = await publish();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(uploads).toHaveLength(1);
  expect(uploads[0]).toMatchObject({
    path: '/api/publish?type=zip&RemoteBuild=false&Deployer=cloud-flow-logs',
    authorization: `Bearer ${TOKEN}`,
    body: Buffer.from('a package'),
  });
  expect(stdout).toMatch(new RegExp(`^publishing 1 kB to ${site.host}\npublished in \\d+ s\n$`));
});

describe('the program retries what passes', () => {
  test.each<[string, SiteAnswer, string]>([
    [
      'a role that has not taken effect',
      STORAGE_REFUSED,
      'the site cannot write to its deployment container yet',
    ],
    [
      'a role that has not taken effect, with the status of the storage',
      { ...STORAGE_REFUSED, status: 403 },
      'the site cannot write to its deployment container yet',
    ],
    ['a site without SCM endpoint yet', { status: 404 }, 'the site does not answer yet'],
    ['a gateway', { status: 502, text: '<h2>502 - Web server</h2>' }, 'the site is not ready'],
    ['a site that starts', { status: 503 }, 'the site is not ready'],
    ['another publication', { status: 409 }, 'another publication is in progress'],
    ['too many requests', { status: 429 }, 'the site receives too many requests'],
  ])('%s', async (_, refusal, reason) => {
    const { code, stdout, uploads } = await publish({ publish: [refusal, refusal, refusal, ACCEPTED] });
    expect(code).toBe(0);
    expect(uploads).toHaveLength(4);
    expect(stdout.split('\n').filter((line) => line.startsWith(reason))).toHaveLength(3);
  });

  test('the request for a token, which expires during the wait', async () => {
    const { code, uploads } = await publish({ publish: [STORAGE_REFUSED, { status: 401 }, ACCEPTED] });
    expect({ code, uploads: uploads.length }).toEqual({ code: 0, uploads: 3 });
    expect(site.to('/tenant/oauth2/v2.0/token')).toHaveLength(2);
  });

  test('the request for a token, which the identity service does not answer at once', async () => {
    const { code, stdout, uploads } = await publish({ token: [{ status: 429 }, { status: 503 }, ISSUED] });
    expect({ code, uploads: uploads.length }).toEqual({ code: 0, uploads: 1 });
    expect(stdout.match(/the deployer has no token yet/g)).toHaveLength(2);
  });

  test('the request for the endpoints of the cloud, which its metadata service does not answer at once', async () => {
    const { code, stdout, uploads } = await publish({
      metadata: [{ status: 429 }, { status: 503 }, site.metadata],
    });
    expect({ code, uploads: uploads.length }).toEqual({ code: 0, uploads: 1 });
    expect(stdout.match(/the endpoints of the cloud are not known yet/g)).toHaveLength(2);
  });

  test('a publication that failed because the role had not taken effect', async () => {
    const failed = STATUS(3, { status_text: '[StorageAccessibleCheck] BlobUploadFailedException: 403' });
    const { code, uploads } = await publish({ deployment: [STATUS(0), failed, SUCCEEDED] });
    expect({ code, uploads: uploads.length }).toEqual({ code: 0, uploads: 2 });
  });

  test('the question for the state until the publication ends', async () => {
    const states = [STATUS(0), STATUS(1), STATUS(2), STATUS(2), { status: 503 }, SUCCEEDED];
    const { code, stdout, uploads } = await publish({ deployment: states });
    expect({ code, uploads: uploads.length }).toEqual({ code: 0, uploads: 1 });
    expect(site.to('/api/deployments/latest')).toHaveLength(6);
    for (const state of ['pending', 'building', 'deploying']) {
      expect(stdout.split('\n').filter((line) => line === `the publication is ${state}`)).toHaveLength(1);
    }
  });

  test('no state that the platform forgets at the end of the publication', async () => {
    const states = [{ status: 404 }, STATUS(0), { status: 404 }];
    const { code, stdout, uploads } = await publish({ deployment: states }, SHORT);
    expect({ code, uploads: uploads.length }).toEqual({ code: 0, uploads: 1 });
    expect(stdout).toMatch(/the publication is pending\npublished in \d+ s\n$/);
    expect(site.to('/api/deployments/latest')).toHaveLength(3);
  });

  test('the question for the site, which Azure Resource Manager does not know at once', async () => {
    const { code } = await publish({ site: [{ status: 404 }, site.described(site.host)] });
    expect(code).toBe(0);
  });

  test('a publication that another one precedes', async () => {
    const other = { status: 200, body: { id: 'publication-0', status: 4 } };
    const { code, stdout } = await publish({ deployment: [other, other, SUCCEEDED] });
    expect(code).toBe(0);
    expect(stdout).toContain('the publication is not visible yet');
  });
});

describe('the program gives up', () => {
  test('after its duration, with the last answer and what to do', async () => {
    const { code, stderr, uploads } = await publish({ publish: [STORAGE_REFUSED] }, SHORT);
    expect(code).toBe(1);
    expect(uploads.length).toBeGreaterThan(2);
    expect(stderr.replace(/after \d+ s/, 'after 1 s')).toBe(
      `${SITE_ID} did not accept the package after 1 s: the site cannot write to its deployment container yet: the identity of ` +
        'the site needs Storage Blob Data Owner on the host account, and a role takes up to ten minutes to take effect; the ' +
        `firewall of the account must allow the subnet of the site. ${site.host} answered 400: InaccessibleStorageException: ` +
        'BlobUploadFailedException: Response status code: 403\n',
    );
  });

  test('sooner if the site refuses the deployer', async () => {
    const { code, stderr, uploads } = await publish({ publish: [{ status: 403, text: 'Forbidden' }] });
    expect({ code, uploads: uploads.length }).toEqual({ code: 1, uploads: 6 });
    expect(stderr).toContain(
      'the deployer needs Microsoft.Web/sites/read and Microsoft.Web/sites/publish/Action',
    );
  });

  test('soon if no identity service answers', async () => {
    const { code, stderr } = await publish({ token: [{ status: 503 }] });
    expect(code).toBe(1);
    expect(site.to('/tenant/oauth2/v2.0/token')).toHaveLength(6);
    expect(stderr).toContain(
      'the deployer has no token yet: the machine that applies needs access to the identity service; Node uses HTTPS_PROXY only ' +
        'with NODE_USE_ENV_PROXY=1, since 22.21. no token by the client secret: the service answered 503',
    );
  });

  test('at once if the site refuses the package', async () => {
    const { code, stderr, uploads } = await publish({ publish: [{ status: 415, text: 'no zip' }] });
    expect({ code, uploads: uploads.length }).toEqual({ code: 1, uploads: 1 });
    expect(stderr).toContain(
      `the site refuses the package: see the answer. ${site.host} answered 415: no zip`,
    );
  });

  test('at once if the publication fails', async () => {
    const failed = STATUS(3, { status_text: 'App setting WEBSITE_RUN_FROM_PACKAGE is not supported' });
    const { code, stderr, uploads } = await publish({ deployment: [failed] });
    expect({ code, uploads: uploads.length }).toEqual({ code: 1, uploads: 1 });
    expect(stderr).toContain('the publication failed');
    expect(stderr).toContain('App setting WEBSITE_RUN_FROM_PACKAGE is not supported');
  });

  test('if the publication does not end', async () => {
    const { code, stderr, uploads } = await publish({ deployment: [STATUS(2)] }, SHORT);
    expect({ code, uploads: uploads.length }).toEqual({ code: 1, uploads: 1 });
    expect(stderr).toContain('see the deployments of the site in the portal. the publication is deploying');
  });

  test('if the SCM endpoint cannot be reached', async () => {
    const stopped = await PublishingSite.start();
    await stopped.stop();
    const { code, stderr } = await publish({ site: [site.described(stopped.host)] }, SHORT);
    expect(code).toBe(1);
    expect(stderr).toContain(
      `${stopped.host} cannot be reached: the machine that applies needs HTTPS access to it`,
    );
    expect(stderr).toContain('ECONNREFUSED');
  });

  test.each([
    [
      { FLOW_LOGS_SITE_ID: '/subscriptions/x' },
      'FLOW_LOGS_SITE_ID is "/subscriptions/x": expected the ARM id',
    ],
    [{ FLOW_LOGS_PUBLISH_MINUTES: 'soon' }, 'FLOW_LOGS_PUBLISH_MINUTES is "soon": expected a number above 0'],
    [{ FLOW_LOGS_PACKAGE: '/none.zip' }, 'no such file'],
    [
      { NODE_OPTIONS: '--import=data:text/javascript,delete%20globalThis.fetch' },
      `needs Node 20 or newer, found ${process.version}`,
    ],
    [
      { ARM_METADATA_HOSTNAME: '', ARM_ENVIRONMENT: 'moon' },
      'ARM_ENVIRONMENT is "moon": expected public, global, usgovernment, usgovernmentl4, usgovernmentl5, dod, china',
    ],
    [
      { ARM_CLIENT_CERTIFICATE_PATH: '/cert.pfx' },
      'no token by the client certificate: the program that publishes the function cannot sign with a certificate',
    ],
  ])('before the first request with %j', async (environment, message) => {
    const { code, stderr, uploads } = await publish({}, environment);
    expect({ code, uploads: uploads.length }).toEqual({ code: 1, uploads: 0 });
    expect(stderr).toContain(message);
  });
});

describe('a hostile site', () => {
  test('gets no token for another host by a redirect', async () => {
    const other = await PublishingSite.start();
    const headers = { Location: `https://${other.host}/api/publish?type=zip` };
    const { code } = await publish({ publish: [{ status: 307, headers }] });
    expect({ code, requests: other.requests }).toEqual({ code: 1, requests: [] });
    await other.stop();
  });

  test.each(['evil.example/path', 'user@evil.example', '', 'evil.example#'])(
    'cannot name %j as its SCM host',
    async (host) => {
      const { code, stderr, uploads } = await publish({ site: [site.described(host)] });
      expect({ code, uploads: uploads.length }).toEqual({ code: 1, uploads: 0 });
      expect(stderr).toContain('the description of the site has no publishing endpoint');
    },
  );

  test('cannot print the token, control characters or a long text', async () => {
    const text = `${TOKEN} \u001b[31mred\u0007\r\n${'x'.repeat(5000)}`;
    const { stderr } = await publish({ publish: [{ status: 400, text }] });
    expect(stderr).toContain('answered 400: *** [31mred xxx');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the test is about them
    expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(stderr.length).toBeLessThan(1200);
  });

  test.each(['[]', 'null', '"text"', '{"status":"4"', '<html>', '{"status":99}', ''])(
    'that describes a publication as %s does not end the program early',
    async (text) => {
      const { code, stderr } = await publish({ deployment: [{ status: 200, text }] }, SHORT);
      expect(code).toBe(1);
      expect(stderr).toContain('the publication is unknown');
    },
  );
});

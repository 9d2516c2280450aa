import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A self-signed certificate for this machine and for the host names of Azure that clients compute. */
export interface Certificate {
  /** Path of the certificate. */
  readonly path: string;
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** Names of the certificate: this machine, sites, and the services of storage accounts. */
const NAMES = [
  'DNS:localhost',
  'IP:127.0.0.1',
  ...['', 'scm.'].map((prefix) => `DNS:*.${prefix}azurewebsites.net`),
  ...['blob', 'dfs', 'file', 'queue', 'table'].map((service) => `DNS:*.${service}.core.windows.net`),
];

/** Creates a certificate for one day with the `openssl` command. */
export function selfSigned(directory: string): Certificate {
  const path = join(directory, 'cert.pem');
  const key = join(directory, 'key.pem');
  const subject = ['-subj', '/CN=localhost', '-addext', `subjectAltName=${NAMES.join(',')}`];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...subject, '-keyout', key, '-out', path],
    { stdio: 'ignore' },
  );
  return { path, cert: readFileSync(path), key: readFileSync(key) };
}

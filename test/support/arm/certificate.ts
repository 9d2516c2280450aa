import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A self-signed certificate for this machine. */
export interface Certificate {
  /** Path of the certificate. */
  readonly path: string;
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** Creates a certificate for one day with the `openssl` command. */
export function selfSigned(directory: string): Certificate {
  const path = join(directory, 'cert.pem');
  const key = join(directory, 'key.pem');
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...subject, '-keyout', key, '-out', path],
    { stdio: 'ignore' },
  );
  return { path, cert: readFileSync(path), key: readFileSync(key) };
}

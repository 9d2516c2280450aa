import type { BlobContainer } from '../normalize/source';
import { UserError } from '../user-error';

/** Where raw logs are in a cloud. */
export type CloudUrl = S3Url | BlobUrl;

/** An object of Amazon S3, or a prefix of keys. */
export interface S3Url {
  readonly kind: 's3';
  readonly bucket: string;
  /** Key or prefix; empty for a whole bucket. */
  readonly key: string;
  readonly versionId?: string;
}

/** Environment variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A blob of Azure Storage, or a prefix of names. */
export interface BlobUrl {
  readonly kind: 'blob';
  readonly container: BlobContainer;
  /** Name or prefix; empty for a whole container. */
  readonly path: string;
}

const SCHEME = /^([a-z][a-z0-9+.-]{1,20}):\/\//i;
const S3_FORM = 's3://BUCKET/KEY';
const BLOB_FORM = 'https://ACCOUNT.blob.core.windows.net/CONTAINER/PATH';

/** Version in an S3 URL: the deployed function writes the same text to the column `source`. */
const VERSION = /\?versionId=([^/?&]+)$/;

/** Hosts without an account in their name: the storage emulator. */
const EMULATOR_HOST = /^(localhost|\d+\.\d+\.\d+\.\d+|\[[0-9a-f:]+\]|[^.]+)$/i;

/**
 * Parses a URL of the command line. Returns undefined for a path.
 *
 * @throws UserError if the URL is not one of S3 or of Azure Storage, or is not complete
 */
export function cloudUrl(text: string): CloudUrl | undefined {
  if (text.startsWith('arn:aws')) throw new UserError(`${text} is an ARN: give ${S3_FORM}`);
  const scheme = SCHEME.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return undefined;
  if (scheme === 's3') return s3Url(text);
  if (scheme === 'https' || scheme === 'http') return blobUrl(text);
  const fix = scheme === 'file' ? 'give the path without file://' : `give a path, ${S3_FORM} or ${BLOB_FORM}`;
  throw new UserError(`${text} has the scheme ${scheme}, which is not supported: ${fix}`);
}

function s3Url(text: string): S3Url {
  const [, bucket = '', rest = ''] = /^s3:\/\/([^/]*)\/?(.*)$/is.exec(text) ?? [];
  if (bucket === '') throw new UserError(`${text} has no bucket: give ${S3_FORM}`);
  const versionId = VERSION.exec(rest)?.[1];
  const key = versionId === undefined ? rest : rest.replace(VERSION, '');
  return { kind: 's3', bucket, key, ...(versionId === undefined ? {} : { versionId }) };
}

function blobUrl(text: string): BlobUrl {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // a message must not contain the signature
  const shownUrl = text.replace(/[?#].*$/s, '');
  if (url === undefined) throw new UserError(`${shownUrl} is not a valid URL: give ${BLOB_FORM}`);
  const isEmulator = EMULATOR_HOST.test(url.hostname);
  if (!isEmulator && !url.hostname.split('.').includes('blob')) throw otherHost(shownUrl, url.hostname);
  const parts = url.pathname.slice(1).split('/');
  const account = isEmulator ? `/${parts.shift() ?? ''}` : '';
  const [name = '', ...path] = parts;
  if (name === '') throw new UserError(`${shownUrl} has no container: give ${BLOB_FORM}`);
  const signature = url.searchParams.has('sig') ? url.search.slice(1) : undefined;
  const container = { endpoint: `${url.origin}${account}`, name: decoded(name) };
  return {
    kind: 'blob',
    container: signature === undefined ? container : { ...container, signature },
    path: decoded(path.join('/')),
  };
}

function otherHost(url: string, hostname: string): UserError {
  if (/(?:^|\.)s3[.-]/.test(hostname) && hostname.includes('amazonaws.com'))
    return new UserError(`${url} is in S3: give ${S3_FORM}`);
  const fix = hostname.includes('.dfs.')
    ? `give the blob endpoint, ${BLOB_FORM}`
    : `download it, or give ${S3_FORM} or ${BLOB_FORM}`;
  return new UserError(`${url} is not in S3 or Azure Storage: ${fix}`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

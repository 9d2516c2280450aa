import { nameProblem } from '../normalize/log-names';
import type { BlobContainer, BlobSource, Findings, S3Source } from '../normalize/source';
import type { CloudUrl, Environment } from './cloud-url';
import { blobs, s3Objects } from './optional-clients';

/**
 * Adds the raw logs of a URL: the object with exactly this name, or else all that begin with it and have the name of a
 * flow log. A listing is read page by page.
 *
 * @throws UserError if nothing is there, or the cloud denies access
 */
export async function listCloud(url: CloudUrl, env: Environment, findings: Findings): Promise<void> {
  const isPrefix = (text: string) => text === '' || text.endsWith('/');
  if (url.kind === 's3') {
    const { findObject, listObjects } = await s3Objects();
    const place = { ...url, usesPathStyle: Boolean(env.AWS_ENDPOINT_URL_S3 || env.AWS_ENDPOINT_URL) };
    const exact = isPrefix(url.key) ? undefined : await findObject(place);
    if (exact) add(exact, findings);
    else for await (const found of listObjects(place)) addListed(found, found.key, findings);
  } else {
    const { findBlob, listBlobs } = await blobs();
    const withKey = { ...url, container: withCredentials(url.container, env) };
    const exact = isPrefix(url.path) ? undefined : await findBlob(withKey);
    if (exact) add(exact, findings);
    else for await (const found of listBlobs(withKey)) addListed(found, found.path, findings);
  }
}

/** Adds the credentials of the environment variables of the Azure CLI. A signature in the URL precedes them. */
function withCredentials(container: BlobContainer, env: Environment): BlobContainer {
  if (container.signature !== undefined) return container;
  const { AZURE_STORAGE_SAS_TOKEN: signature, AZURE_STORAGE_KEY: accountKey } = env;
  if (signature) return { ...container, signature: signature.replace(/^\?/, '') };
  return accountKey ? { ...container, accountKey } : container;
}

function add(source: S3Source | BlobSource, { sources }: Findings): void {
  const place = source.kind === 's3' ? source.bucket : source.container.endpoint;
  sources.set(`${place} ${source.source}`, source);
}

function addListed(source: S3Source | BlobSource, name: string, findings: Findings): void {
  // consoles and tools write empty objects as folders
  if (name.endsWith('/')) return;
  const reason = nameProblem(name);
  if (reason === undefined) add(source, findings);
  else findings.skipped.push({ path: shownUrl(source), reason });
}

/** The URL of an object, as messages show it. */
export function shownUrl(source: S3Source | BlobSource): string {
  return source.kind === 's3'
    ? `s3://${source.bucket}/${source.source}`
    : `${source.container.endpoint}/${source.source}`;
}

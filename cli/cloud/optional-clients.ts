import { UserError } from '../user-error';

/** Loads the access to Amazon S3, whose SDK is an optional package. */
export function s3Objects(): Promise<typeof import('./s3-objects')> {
  return optional(() => import('./s3-objects.js'), 's3:// URLs', '@aws-sdk/client-s3');
}

/** Loads the access to Azure Storage, whose SDK is an optional package. */
export function blobs(): Promise<typeof import('./blobs')> {
  return optional(() => import('./blobs.js'), 'URLs of Azure Storage', '@azure/storage-blob @azure/identity');
}

async function optional<T>(load: () => Promise<T>, what: string, packages: string): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.endsWith('MODULE_NOT_FOUND') !== true) throw error;
    throw new UserError(`${what} need optional packages that are not installed: npm install ${packages}`);
  }
}

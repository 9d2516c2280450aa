import { readAwsText } from './aws-text';
import { readAzureBlob } from './azure-blob';
import { markForwarded } from './forwarders';
import type { LoggedRecord } from './record';

/** A file as a cloud delivers it. */
export interface RawFile {
  /** Object key or blob path. */
  readonly key: string;
  readonly text: string;
}

/** Returns every record of some files. */
export function readFiles(files: readonly RawFile[]): LoggedRecord[] {
  return markForwarded(
    files.flatMap(({ key, text }) => (isAzureBlob(key) ? readAzureBlob(key, text) : readAwsText(key, text))),
  );
}

/** Whether a file is a blob of Azure. */
export function isAzureBlob(key: string): boolean {
  return key.endsWith('PT1H.json');
}

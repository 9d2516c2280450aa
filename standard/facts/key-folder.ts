import { joined, type PartialText, splitText } from '../../flows/partial-text';

/**
 * Returns the folder in the ARN of a destination: `vpc/` in `arn:aws:s3:::bucket/vpc`. It is empty for the root, and ends
 * with a slash otherwise.
 */
export function folderIn(arn: PartialText): PartialText {
  const [, ...folders] = splitText(arn, '/');
  return joined(...folders.filter((folder) => folder !== '').flatMap((folder) => [folder, '/']));
}

import { resolve } from 'node:path';
import { STANDARD_INPUT } from './artifact-text';

/**
 * Returns a label for each artifact: the shortest end of its path that no other artifact has. The only directory has an
 * empty label. A label does not depend on where a repository is checked out.
 *
 * @param paths paths of the artifacts
 * @param isDirectory whether the artifact at an index is a directory
 */
export function artifactLabels(paths: readonly string[], isDirectory: (index: number) => boolean): string[] {
  // the CDK names the template of NetworkStack `NetworkStack.template.json`
  const parts = paths.map((path) =>
    resolve(path === STANDARD_INPUT ? 'stdin' : path)
      .replace(/\.template\.(json|ya?ml)$/, '')
      .split(/[\\/]/),
  );
  const directories = parts.filter((_, index) => isDirectory(index));
  return parts.map((own, index) => {
    if (isDirectory(index) && directories.length === 1) return '';
    for (let count = 1; count < own.length; count++) {
      const end = own.slice(-count).join('/');
      const isShared = parts.some((other, at) => at !== index && other.slice(-count).join('/') === end);
      if (!isShared) return end;
    }
    return own.join('/');
  });
}

/**
 * Returns the labels of the artifacts of a previous version, so that their resources match those of the current version: the same
 * labels if possible, or else the labels of the current artifacts by position.
 *
 * @param previous labels of the previous version
 * @param current labels of the current version
 */
export function alignedLabels(previous: readonly string[], current: readonly string[]): string[] {
  if (previous.length !== current.length) return [...previous];
  const free = current.filter((label) => !previous.includes(label));
  return previous.map((label) => (current.includes(label) ? label : (free.shift() ?? label)));
}

import type { Standard } from '../standard';
import type { StandardFile } from './standard-file';

/**
 * Returns a standard as the content of a file, with its profiles and defaults applied. The file resolves to the same settings, which
 * every flow log must meet; with `extends` alone, one flow log of each network must meet those of a profile.
 */
export function resolvedFile(standard: Standard): StandardFile {
  const { name, aws, azure, coverage, consumer, undecided, suppressions, severities } = standard;
  const { required, ...format } = aws.format;
  const content = {
    version: 1,
    name,
    extends: standard.profiles.map((profile) => profile.name),
    // a list of required fields that is empty is invalid
    aws: { ...aws, format: required.length > 0 ? aws.format : format },
    azure,
    coverage,
    consumer,
    undecided,
    suppressions,
    attested: standard.attested.map(withoutLine),
    rules: severities,
    exceptions: standard.exceptions.map(withoutLine),
  };
  return structuredClone(content) as StandardFile;
}

function withoutLine<T extends { readonly line?: number }>({ line: _, ...rest }: T): Omit<T, 'line'> {
  return rest;
}

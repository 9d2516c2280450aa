import { parse, stringify } from 'yaml';
import { readArtifact } from '../../../standard/adapters/read-artifact';
import { check } from '../../../standard/check';
import type { Finding } from '../../../standard/finding';
import { FlowLogStandard } from '../../../standard/flow-log-standard';
import { CORPUS_STANDARD } from './corpus-app';
import { type Plant, STANDARD_LINES } from './plants';

/** What is found of a plant, in the artifacts of its clean twin and of itself. */
export function foundIn(
  plant: Plant,
  clean: string,
  planted: string,
): { clean: Finding[]; planted: Finding[] } {
  const standard = standardOf(plant);
  const base = readArtifact(clean);
  const changed = readArtifact(planted);
  const findings = (result: ReturnType<typeof check>) => [...result.findings];
  return {
    clean: findings(check({ estate: base, standard, ...(plant.isChange && { base }) })),
    planted: findings(check({ estate: changed, standard, ...(plant.isChange && { base }) })),
  };
}

function standardOf({ standard }: Plant) {
  const text =
    standard === undefined
      ? CORPUS_STANDARD
      : stringify(merged(parse(CORPUS_STANDARD), STANDARD_LINES[standard]));
  return FlowLogStandard.parse(text, 'corpus.yaml').resolved;
}

function merged(one: unknown, other: unknown): unknown {
  if (typeof one !== 'object' || typeof other !== 'object' || Array.isArray(one) || one === null)
    return other ?? one;
  const keys = new Set([...Object.keys(one), ...Object.keys(other ?? {})]);
  return Object.fromEntries(
    [...keys].map((key) => [
      key,
      merged((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]),
    ]),
  );
}

import { parse, stringify } from 'yaml';
import { readArtifact, readArtifacts } from '../../../standard/adapters/read-artifact';
import { check } from '../../../standard/check';
import type { ResourceModel } from '../../../standard/facts';
import type { Finding } from '../../../standard/finding';
import { FlowLogStandard } from '../../../standard/flow-log-standard';
import { CORPUS_STANDARD } from './corpus-app';
import { type Plant, STANDARD_LINES } from './plants';

/** Checks the artifacts of the clean and the planted app of a violation. */
export async function foundIn(
  plant: Plant,
  clean: string,
  planted: string,
): Promise<{ clean: Finding[]; planted: Finding[] }> {
  const { current, labels } = await readArtifacts([clean]);
  const { current: changed } = await readArtifacts([planted], { currentLabels: labels });
  const base = plant.isChange ? current : undefined;
  return { clean: findingsOf(plant, current, base), planted: findingsOf(plant, changed, base) };
}

/** Checks an artifact against the standard of a planted violation, and against its previous version if given. */
export function findingsIn(
  plant: Pick<Plant, 'standard'>,
  artifact: string,
  base?: ResourceModel,
): Finding[] {
  return findingsOf(plant, readArtifact(artifact), base);
}

function findingsOf(plant: Pick<Plant, 'standard'>, model: ResourceModel, base?: ResourceModel): Finding[] {
  const standard = FlowLogStandard.parse(standardTextOf(plant), 'corpus.yaml').resolved;
  return [...check({ model, standard, ...(base && { base }) }).findings];
}

/** Returns the distinct rules of findings, sorted. */
export function rulesOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(({ rule }) => rule))].sort();
}

/** Returns all rules that report a planted violation, sorted. */
export function rulesBrokenBy({ rule, also = [] }: Plant): string[] {
  return [...new Set([rule, ...also])].sort();
}

/** Returns the rules that must report the clean and the planted app in the artifact of an engine. */
export function expectedRules(plant: Plant, engine: string): { clean: string[]; planted: string[] } {
  const isHidden = plant.hiddenIn?.includes(engine) ?? false;
  return {
    clean: isHidden ? ['FLS002'] : [],
    planted: isHidden ? ['FLS002'] : rulesBrokenBy(plant),
  };
}

/** Returns the text of the standard that applies to a planted violation. */
export function standardTextOf({ standard }: Pick<Plant, 'standard'>): string {
  if (standard === undefined) return CORPUS_STANDARD;
  return stringify(merged(parse(CORPUS_STANDARD), STANDARD_LINES[standard]));
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

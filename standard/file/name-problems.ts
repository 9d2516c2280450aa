import { FIELDS_BY_NAME, isTgwOnly, isVpcOnly } from '../../aws/fields';
import { knownFieldLike } from '../../aws/format';
import { PROFILES } from '../profiles';
import { unknownProfile } from '../profiles/unknown-profile';
import { RULE_METADATA } from '../rules';
import { PROFILE_WEAKENED } from '../rules/fls006-profile-weakened';
import { Severity } from '../severity';
import type { StandardFile } from './standard-file';

/** The keys and list positions of a part of the file. */
export type Path = readonly (string | number)[];

/** A problem that the schema does not detect. */
export interface PartProblem {
  readonly path: Path;
  readonly message: string;
}

/** Finds unknown names and contradictions in a file that matches the schema. */
export function nameProblems(file: StandardFile): PartProblem[] {
  return [
    ...profileProblems(file),
    ...fieldProblems(file),
    ...ruleProblems(file),
    ...retentionProblems(file, 'aws'),
    ...retentionProblems(file, 'azure'),
  ];
}

function profileProblems({ extends: names = [] }: StandardFile): PartProblem[] {
  const known = PROFILES.map(({ name }) => name);
  return names.flatMap((name, index) => {
    if (names.indexOf(name) < index) {
      return [{ path: ['extends', index], message: `duplicate profile ${name}: remove one` }];
    }
    if (known.includes(name)) return [];
    return [{ path: ['extends', index], message: unknownProfile(name) }];
  });
}

function fieldProblems({ aws }: StandardFile): PartProblem[] {
  const path = ['aws', 'format', 'required'];
  const required = aws?.format?.required ?? [];
  const problems = required.flatMap((name, index): PartProblem[] => {
    if (required.indexOf(name) < index) {
      return [{ path: [...path, index], message: `duplicate field ${name}: remove one` }];
    }
    if (FIELDS_BY_NAME.has(name)) return [];
    const near = knownFieldLike(name);
    const advice = near ? `did you mean ${near}?` : '`flow-logs format show` lists the fields';
    return [{ path: [...path, index], message: `unknown field ${name}: ${advice}` }];
  });
  const vpc = required.find(isVpcOnly);
  const tgw = required.find(isTgwOnly);
  if (vpc !== undefined && tgw !== undefined) {
    const message = `${tgw} is a transit gateway field and ${vpc} is a VPC field; no log format can have both: remove one of them`;
    problems.push({ path: [...path, Math.max(required.indexOf(vpc), required.indexOf(tgw))], message });
  }
  return problems;
}

function ruleProblems({ rules = {}, exceptions = [] }: StandardFile): PartProblem[] {
  const known = RULE_METADATA.map(({ id }) => id);
  const problem = (id: string, path: Path): PartProblem[] =>
    known.includes(id)
      ? []
      : [{ path, message: `unknown rule ${id}: \`flow-logs check --list-rules\` lists all rules` }];
  return [
    ...Object.keys(rules).flatMap((id) => problem(id, ['rules', id])),
    ...silencedProblems(rules),
    ...exceptions.flatMap(({ rule }, index) => problem(rule, ['exceptions', index, 'rule'])),
  ];
}

/** A file cannot hide that it weakens its profiles. */
function silencedProblems(rules: NonNullable<StandardFile['rules']>): PartProblem[] {
  if (rules[PROFILE_WEAKENED.id] !== Severity.OFF) return [];
  const message = `rules.${PROFILE_WEAKENED.id} is off: expected error, warning or note; add an exception with a reason for each setting instead`;
  return [{ path: ['rules', PROFILE_WEAKENED.id], message }];
}

function retentionProblems(file: StandardFile, cloud: 'aws' | 'azure'): PartProblem[] {
  const { minDays, hotDays } = file[cloud]?.retention ?? {};
  if (minDays === undefined || hotDays === undefined || hotDays <= minDays) return [];
  const message = `hotDays is ${hotDays}, but minDays is ${minDays}: increase minDays, or reduce hotDays`;
  return [{ path: [cloud, 'retention', 'hotDays'], message }];
}

import {
  Access,
  decide,
  type PolicyKind,
  type PolicyRequest,
  type PolicyStatement,
} from '../../aws/policies/evaluation';

/** Whether a policy alone allows a request. The function throws if the evaluation is undecided. */
export function isAllowed(
  kind: PolicyKind,
  statements: readonly PolicyStatement[],
  request: PolicyRequest,
): boolean {
  const { access, reason } = decide(kind, statements, request);
  if (access === Access.UNDECIDED) throw new Error(reason);
  return access === Access.ALLOWED;
}

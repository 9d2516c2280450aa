import type { PolicyStatement } from '../../aws/policies/evaluation';

/** Bytes of a policy as its limits count them: without white space. */
export function policyLength(statements: readonly PolicyStatement[]): number {
  return Buffer.byteLength(JSON.stringify({ Version: '2012-10-17', Statement: statements }));
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Grant, UNSCOPED } from '../../../aws/deployer/grant';
import {
  countedCharacters,
  MANAGED_POLICY_LIMIT,
  policyDocuments,
} from '../../../aws/deployer/policy-documents';

function grant(more: Partial<Grant>): Grant {
  return {
    topic: 'Queue',
    actions: ['sqs:CreateQueue'],
    resources: ['arn:aws:sqs:*:*:one'],
    why: 'makes queues',
    source: 'a page',
    neededBy: ['Network/One'],
    ...more,
  };
}

function statements(grants: readonly Grant[], limit?: number) {
  return policyDocuments(grants, limit).map(({ policy }) => policy.Statement);
}

describe('policy documents', () => {
  test('merge the resources of the same actions into one sorted statement', () => {
    const other = grant({ resources: ['arn:aws:sqs:*:*:another'], neededBy: ['Network/Another'] });
    expect(statements([grant({}), other])).toEqual([
      [
        {
          Sid: 'Queue',
          Effect: 'Allow',
          Action: ['sqs:CreateQueue'],
          Resource: ['arn:aws:sqs:*:*:another', 'arn:aws:sqs:*:*:one'],
        },
      ],
    ]);
    expect(policyDocuments([grant({}), other])[0]?.notes).toEqual([
      {
        sid: 'Queue',
        reasons: [
          {
            actions: ['sqs:CreateQueue'],
            why: 'makes queues',
            source: 'a page',
            neededBy: ['Network/Another', 'Network/One'],
          },
        ],
      },
    ]);
  });

  test('do not merge different actions or conditions', () => {
    const tagging = grant({ actions: ['sqs:TagQueue'], resources: ['arn:aws:sqs:*:*:two'] });
    const held = grant({ condition: { StringEquals: { 'aws:ResourceTag/a': 'b' } } });
    const [found = []] = statements([grant({}), tagging, held]);
    expect(found.map(({ Sid, Action, Resource, Condition }) => [Sid, Action, Resource, Condition])).toEqual([
      ['Queue', ['sqs:CreateQueue'], ['arn:aws:sqs:*:*:one'], undefined],
      ['Queue2', ['sqs:TagQueue'], ['arn:aws:sqs:*:*:two'], undefined],
      ['Queue3', ['sqs:CreateQueue'], ['arn:aws:sqs:*:*:one'], held.condition],
    ]);
  });

  test('have one statement for all actions without resource-level permissions', () => {
    const unscoped = (action: string) => grant({ topic: UNSCOPED, actions: [action], resources: ['*'] });
    expect(statements([unscoped('b:Y'), unscoped('a:X')])[0]).toMatchObject([
      { Action: ['a:X', 'b:Y'], Resource: ['*'] },
    ]);
  });

  test('omit resources that a pattern covers', () => {
    const resources = [
      'arn:aws:logs:r:a:log-group:x-*',
      'arn:aws:logs:r:a:log-group:x-*:*',
      'arn:aws:logs:r:a:log-group:xy',
    ];
    expect(statements([grant({ resources })])[0]?.[0]?.Resource).toEqual([
      'arn:aws:logs:r:a:log-group:x-*',
      'arn:aws:logs:r:a:log-group:xy',
    ]);
  });

  test('fit into a managed policy each, and contain every grant', () => {
    const arbitraryGrant = fc.record({
      topic: fc.constantFrom('A', 'B', 'C'),
      actions: fc.subarray(['x:A', 'x:B', 'x:C', 'x:D'], { minLength: 1 }),
      resources: fc.array(fc.stringMatching(/^arn:[a-z]{1,300}$/), { minLength: 1, maxLength: 40 }),
    });
    fc.assert(
      fc.property(fc.array(arbitraryGrant, { minLength: 1, maxLength: 8 }), (parts) => {
        const grants = parts.map(grant);
        const documents = policyDocuments(grants);
        const pairs = new Set(
          documents.flatMap(({ policy }) =>
            policy.Statement.flatMap(({ Action, Resource }) =>
              Action.flatMap((a) => Resource.map((r) => `${a} ${r}`)),
            ),
          ),
        );
        const granted = grants.flatMap(({ actions, resources }) =>
          actions.flatMap((a) => resources.map((r) => `${a} ${r}`)),
        );
        expect(pairs).toEqual(new Set(granted));
        for (const { policy } of documents) {
          expect(countedCharacters(policy)).toBeLessThanOrEqual(MANAGED_POLICY_LIMIT);
          expect(new Set(policy.Statement.map(({ Sid }) => Sid)).size).toBe(policy.Statement.length);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('are counted like in IAM, without white space', () => {
    const [document] = policyDocuments([grant({ resources: ['arn:aws:sqs:*:*:a b'] })]);
    const policy = document?.policy as NonNullable<typeof document>['policy'];
    expect(countedCharacters(policy)).toBe(JSON.stringify(policy).length - 1);
  });
});

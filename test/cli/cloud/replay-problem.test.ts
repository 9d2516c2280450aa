import { AggregateAuthenticationError, CredentialUnavailableError } from '@azure/identity';
import { RestError } from '@azure/storage-blob';
import { expect, test } from 'vitest';
import { replayProblem } from '../../../cli/cloud/replay-problem';

test.each([
  [new CredentialUnavailableError('none'), 'no Azure credentials were found: sign in with `az login`'],
  [new AggregateAuthenticationError([new Error('one')]), 'no Azure credentials were found'],
  [
    new RestError('no', { statusCode: 403, code: 'AuthorizationPermissionMismatch' }),
    'Mismatch): grant the roles',
  ],
  [
    new RestError('no', { statusCode: 404, code: 'ContainerNotFound' }),
    '(ContainerNotFound): check --container',
  ],
  [new RestError('getaddrinfo ENOTFOUND', { code: 'ENOTFOUND' }), '(ENOTFOUND): check --storage'],
  [new RestError('busy\nRequestId:1', { statusCode: 503 }), 'the storage reports busy: try again later'],
])('a replay explains %s', (error, message) => {
  expect(replayProblem(error)?.message).toContain(message);
});

test('a defect is not explained', () => {
  expect(replayProblem(new TypeError('x is undefined'))).toBeUndefined();
  expect(replayProblem(undefined)).toBeUndefined();
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, sourceFiles } from '../support/source-files';

const PAGE = readFileSync(join(ROOT, 'docs/azure-troubleshooting.md'), 'utf8');

/** What Azure, azurerm and the publishing service report, and the constructs cannot know at synth. */
const CODES = [
  ...['AuthorizationFailed', 'GatewayAuthenticationFailed', 'LinkedAuthorizationFailed', 'ScopeLocked'],
  ...['MissingSubscriptionRegistration', 'RequestDisallowedByPolicy', 'ParentResourceNotFound'],
  ...['NetworkWatcherCountLimitReached', 'FlowLogTargetResourceIsInDifferentSubscription'],
  ...['NsgFlowLogCreationBlocked', 'AnotherOperationInProgress', 'InternalServerError'],
  ...['TAUserDoesNotHavePermissions', 'TARequestDisallowedByPolicy', 'CannotGetWorkspace'],
  ...['InvalidTAWorkspaceRegion', 'KeyBasedAuthenticationNotPermitted', 'AuthorizationFailure'],
  ...['KeyVaultAuthenticationFailure', 'BlobUploadFailedException', 'InaccessibleStorageException'],
  ...['AzureWebJobsStorage', '/api/zipdeploy', 'Only one system topic is allowed per source'],
  ...['Alert has been failing consistently', 'still contains Resources', 'NWTA'],
];

/** Codes of errors in docstrings and messages of the constructs. */
const CODE =
  /(?<!NodeJS\.)\b[A-Z][A-Za-z]+(?:Failure|Failed|InProgress|LimitReached|Exception|Blocked|DisallowedByPolicy)\b/g;

test.each(CODES)('the page on troubleshooting explains %s', (code) => {
  expect(PAGE).toContain(code);
});

test('the page on troubleshooting explains every error code that the constructs mention', () => {
  const files = sourceFiles('constructs/cdktf', 'azure/publisher');
  const mentioned = files.flatMap(({ text }) => text.match(CODE) ?? []);
  expect(mentioned).toContain('BlobUploadFailedException');
  const missing = [...new Set(mentioned)].filter((code) => !PAGE.includes(code));
  expect(missing).toEqual([]);
});

test('every row has a message, a cause and a fix', () => {
  const rows = PAGE.split('\n').filter((line) => line.startsWith('| '));
  expect(rows.length).toBeGreaterThan(40);
  for (const row of rows) expect([row, row.split(/(?<!\\)\|/).length]).toEqual([row, 5]);
});

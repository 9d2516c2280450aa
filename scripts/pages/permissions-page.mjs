// The page of the permissions of deployers: what the policies contain, compared with the resource schemas of CloudFormation.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../project.mjs';
import { requireSource } from '../sources.mjs';
import { azureLines } from './azure-permissions.mjs';
import { page, table } from './markdown.mjs';

const { COMPARED_TYPES, compareType } = requireSource('aws/deployer/comparison/compare-type.ts');

const { source, date, types } = JSON.parse(
  readFileSync(join(ROOT, 'test/aws/handler-permissions.json'), 'utf8'),
);

export function permissionsPage() {
  return page('Permissions of the deployer', [
    '`flow-logs permissions` computes the least permissions that deploy an app, from its templates or configurations.',
    '',
    '```sh',
    'npx flow-logs permissions cdk.out --out policies     # one file per policy: ACCOUNT-NUMBER.json',
    'aws iam create-policy --policy-name flow-logs-1 --policy-document file://policies/111122223333-1.json',
    '```',
    '',
    '## AWS',
    '',
    ...awsLines(),
    '## Azure',
    '',
    ...azureLines(),
  ]);
}

function awsLines() {
  return [
    'The policies allow the calls that CloudFormation makes to create, read, update and delete the resources of flow logs.',
    'Attach them to the role with which CloudFormation deploys.',
    '',
    '- Without `--all`, they cover flow logs and the resources that references, ARNs and dependencies connect with them, in',
    '  all stacks of the app. Notes name the other resources, the types that are not covered, and the omitted stacks.',
    '- With `--all`, they cover all resources of these stacks that have a table below, such as VPCs and subnets. Actions on',
    '  networks are limited to the tag `aws:cloudformation:stack-name`, which CloudFormation adds according to the schemas.',
    '- A permission for a property is included only if the template sets the property. To remove the property later, keep',
    '  the policies of the earlier deployment until the update is done.',
    '- A retained resource (`DeletionPolicy` and `UpdateReplacePolicy` are `Retain`) cannot be deleted with the policies.',
    '- The id of a KMS key is unknown before its creation. Until then, the actions on the key apply to every key of the',
    '  account whose key policy delegates to IAM. The command warns about it. After the first deployment, replace `key/*`',
    '  with the ARN of the key and remove `kms:CreateKey`.',
    '- If a name is unknown, such as that of a bucket in a parameter without a default value, the ARN matches every resource of',
    '  its kind. The command warns about it. Give the values of parameters with `--parameters`.',
    '- If the app contains the bucket of a flow log but no bucket policy, AWS writes the policy with the permissions of the',
    '  deployer. The policies then allow `s3:GetBucketPolicy` and `s3:PutBucketPolicy` on this bucket.',
    '',
    '### Comparison with the schemas of CloudFormation',
    '',
    'The resource schemas of CloudFormation list the permissions of the handlers that create (c), read (r), update (u) and',
    'delete (d) a resource. The handler that lists resources is not part of a deployment. The tables state for each action',
    'which handlers need it, and when the policies contain it: always, for the deletion, or if the template sets a property.',
    'Below a table are the differences with their reasons. A test fails if a difference has no reason. The policies have not',
    'been tested against a live account.',
    '',
    `Schemas: ${source}, ${date}.`,
    '',
    ...COMPARED_TYPES.flatMap(typeLines),
  ];
}

function typeLines(type) {
  const rows = compareType(type, types[type]);
  const equal = rows.filter(({ reason }) => reason === undefined);
  const reasons = [...new Set(rows.flatMap(({ reason }) => reason ?? []))];
  return [
    `#### ${type}`,
    '',
    ...(equal.length === 0
      ? []
      : [...table(['action', 'handlers', 'in the policies'], equal.map(cellsOf)), '']),
    ...reasons.flatMap((reason) => differenceLines(rows.filter((row) => row.reason === reason))),
  ];
}

function cellsOf({ action, handlers, granted }) {
  return [`\`${action}\``, letters(handlers), granted.join(', ')];
}

/** The actions of one reason. They are only in the schema, or only in the policies. */
function differenceLines(rows) {
  const [{ reason, granted }] = rows;
  const place = granted.length === 0 ? 'Only in the schema' : `Only in the policies (${granted.join(', ')})`;
  const actions = rows.map(({ action, handlers }) =>
    handlers.length === 0 ? `\`${action}\`` : `\`${action}\` (${letters(handlers)})`,
  );
  return [`${place}: ${actions.join(', ')}. ${reason}`, ''];
}

function letters(handlers) {
  return handlers.map((name) => name[0]).join(' ');
}

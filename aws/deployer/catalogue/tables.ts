import { type CoveredType, NO_RESOURCE_TYPE } from '../covered-type';

const GLUE = 'Service Authorization Reference: AWS Glue';
const DATABASE_SCHEMA = 'AWS::Glue::Database resource type schema: handlers';
const DATABASE_NAME = { property: 'DatabaseInput.Name', maxLength: 255, lowerCase: true };
const CATALOG = 'arn:{partition}:glue:{region}:{account}:catalog';
const DATABASE = 'arn:{partition}:glue:{region}:{account}:database';
const TABLE = 'arn:{partition}:glue:{region}:{account}:table';
const FUNCTION = 'arn:{partition}:glue:{region}:{account}:userDefinedFunction';

const WORKGROUP = 'AWS::Athena::WorkGroup';

/** Glue databases and tables, Athena workgroups and saved queries. */
export const TABLES: readonly CoveredType[] = [
  {
    type: 'AWS::Glue::Database',
    source: DATABASE_SCHEMA,
    name: DATABASE_NAME,
    arns: [`${DATABASE}/{name}`, CATALOG],
    actions: ['glue:CreateDatabase', 'glue:GetDatabase', 'glue:UpdateDatabase'],
    whenGiven: [
      {
        property: 'DatabaseInput.FederatedDatabase',
        notCovered:
          'glue:CreateConnection, GetConnection, UpdateConnection, DeleteConnection and PassConnection',
      },
    ],
    unscoped: [
      {
        actions: [
          'lakeformation:DescribeLakeFormationIdentityCenterConfiguration',
          'lakeformation:DescribeResource',
          'lakeformation:ListResources',
        ],
        reason: NO_RESOURCE_TYPE,
      },
    ],
  },
  {
    type: 'AWS::Glue::Database',
    source: DATABASE_SCHEMA,
    name: DATABASE_NAME,
    // deleting a database deletes its tables and functions
    arns: [`${DATABASE}/{name}`, CATALOG, `${TABLE}/{name}/*`, `${FUNCTION}/{name}/*`],
    actions: [],
    deletes: ['glue:DeleteDatabase'],
  },
  {
    type: 'AWS::Glue::Table',
    source: GLUE,
    name: { property: 'TableInput.Name', maxLength: 255, lowerCase: true },
    arns: [`${TABLE}/{DatabaseName}/{name}`, `${DATABASE}/{DatabaseName}`, CATALOG],
    actions: ['glue:CreateTable', 'glue:GetTable', 'glue:UpdateTable'],
    deletes: ['glue:DeleteTable'],
  },
  {
    type: 'AWS::LakeFormation::PrincipalPermissions',
    source: 'AWS::LakeFormation::PrincipalPermissions resource type schema: handlers',
    arns: [],
    actions: [],
    unscoped: [
      {
        actions: ['lakeformation:GrantPermissions', 'lakeformation:ListPermissions'],
        deletes: ['lakeformation:RevokePermissions'],
        reason: NO_RESOURCE_TYPE,
      },
    ],
  },
  {
    type: WORKGROUP,
    source: 'AWS::Athena::WorkGroup resource type schema: handlers',
    name: { property: 'Name', maxLength: 128 },
    arns: ['arn:{partition}:athena:{region}:{account}:workgroup/{name}'],
    actions: [
      'athena:CreateWorkGroup',
      'athena:GetWorkGroup',
      'athena:ListTagsForResource',
      'athena:TagResource',
      'athena:UntagResource',
      'athena:UpdateWorkGroup',
    ],
    deletes: ['athena:DeleteWorkGroup'],
    whenGiven: [
      {
        property: 'WorkGroupConfiguration.EngineConfiguration',
        notCovered: 'the permissions of a workgroup for Apache Spark (iam:PassRole, s3:*, kms:*)',
      },
    ],
    passes: { properties: ['ExecutionRole'], to: 'athena.amazonaws.com' },
  },
  {
    type: 'AWS::Athena::NamedQuery',
    source: 'AWS::Athena::NamedQuery resource type schema: handlers',
    arns: [],
    on: { property: 'WorkGroup', type: WORKGROUP, otherwise: 'primary' },
    actions: ['athena:CreateNamedQuery', 'athena:GetNamedQuery'],
    deletes: ['athena:DeleteNamedQuery'],
  },
];

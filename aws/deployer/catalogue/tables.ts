import type { CoveredType } from '../covered-type';

const GLUE = 'Service Authorization Reference: AWS Glue';
const CATALOG = 'arn:{partition}:glue:{region}:{account}:catalog';
const DATABASE = 'arn:{partition}:glue:{region}:{account}:database';
const TABLE = 'arn:{partition}:glue:{region}:{account}:table';
const FUNCTION = 'arn:{partition}:glue:{region}:{account}:userDefinedFunction';

const WORKGROUP = 'AWS::Athena::WorkGroup';

/** Glue databases and tables, Athena workgroups and saved queries. */
export const TABLES: readonly CoveredType[] = [
  {
    type: 'AWS::Glue::Database',
    source: GLUE,
    name: { property: 'DatabaseInput.Name', maxLength: 255, lowerCase: true },
    // deleting a database deletes its tables and functions
    arns: [`${DATABASE}/{name}`, CATALOG, `${TABLE}/{name}/*`, `${FUNCTION}/{name}/*`],
    actions: ['glue:CreateDatabase', 'glue:DeleteDatabase', 'glue:GetDatabase', 'glue:UpdateDatabase'],
  },
  {
    type: 'AWS::Glue::Table',
    source: GLUE,
    name: { property: 'TableInput.Name', maxLength: 255, lowerCase: true },
    arns: [`${TABLE}/{DatabaseName}/{name}`, `${DATABASE}/{DatabaseName}`, CATALOG],
    actions: ['glue:CreateTable', 'glue:DeleteTable', 'glue:GetTable', 'glue:UpdateTable'],
  },
  {
    type: WORKGROUP,
    source: 'AWS::Athena::WorkGroup resource type schema: handlers',
    name: { property: 'Name', maxLength: 128 },
    arns: ['arn:{partition}:athena:{region}:{account}:workgroup/{name}'],
    actions: [
      'athena:CreateWorkGroup',
      'athena:DeleteWorkGroup',
      'athena:GetWorkGroup',
      'athena:ListTagsForResource',
      'athena:TagResource',
      'athena:UntagResource',
      'athena:UpdateWorkGroup',
    ],
  },
  {
    type: 'AWS::Athena::NamedQuery',
    source: 'Service Authorization Reference: Amazon Athena',
    arns: [],
    on: { property: 'WorkGroup', type: WORKGROUP, otherwise: 'primary' },
    actions: [
      'athena:CreateNamedQuery',
      'athena:DeleteNamedQuery',
      'athena:GetNamedQuery',
      'athena:ListNamedQueries',
    ],
  },
];

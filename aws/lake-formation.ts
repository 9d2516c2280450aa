/** The group of all principals whose IAM policies allow access. */
export const ALL_IAM_PRINCIPALS = 'IAM_ALLOWED_PRINCIPALS';

/** A grant of AWS Lake Formation. */
export interface LakeFormationGrant {
  readonly name: string;
  readonly permissions: string[];
  readonly resource: {
    readonly database?: { readonly catalogId: string; readonly name: string };
    readonly table?: {
      readonly catalogId: string;
      readonly databaseName: string;
      /** All tables and views of the database. */
      readonly tableWildcard: Record<string, never>;
    };
  };
}

/**
 * Returns what a principal needs to query all tables and views of a database.
 *
 * Source: AWS Lake Formation Developer Guide, "Lake Formation permissions reference".
 */
export function readerGrants(databaseName: string, catalogId: string): LakeFormationGrant[] {
  return [
    {
      name: 'Database',
      permissions: ['DESCRIBE'],
      resource: { database: { catalogId, name: databaseName } },
    },
    {
      name: 'Tables',
      permissions: ['DESCRIBE', 'SELECT'],
      resource: { table: { catalogId, databaseName, tableWildcard: {} } },
    },
  ];
}

/** Permissions on a table that registering its partitions needs. */
export const REGISTRAR_PERMISSIONS: readonly string[] = ['ALTER', 'INSERT'];

/** ARN of an IAM role or user. */
const PRINCIPAL = /^arn:[a-z-]+:iam::\d{12}:(role|user)\/.+$/;

/** Problems of the ARNs of principals that receive grants. */
export function principalProblems(prop: string, principals: readonly string[]): string[] {
  const invalid = principals
    .filter((principal) => !PRINCIPAL.test(principal))
    .map(
      (principal) =>
        `${prop} contains ${JSON.stringify(principal)}: expected the ARN of an IAM role or user, such as ` +
        'arn:aws:iam::111111111111:role/Analyst',
    );
  const twice = principals.filter((principal, index) => principals.indexOf(principal) !== index);
  return [
    ...invalid,
    ...[...new Set(twice)].map(
      (principal) => `${prop} contains ${principal} more than once: remove the others`,
    ),
  ];
}

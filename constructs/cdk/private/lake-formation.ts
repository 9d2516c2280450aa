import { Stack } from 'aws-cdk-lib';
import type * as glue from 'aws-cdk-lib/aws-glue';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { CfnPrincipalPermissions } from 'aws-cdk-lib/aws-lakeformation';
import { Construct, type IDependable } from 'constructs';
import { ALL_IAM_PRINCIPALS, REGISTRAR_PERMISSIONS, readerGrants } from '../../../aws/lake-formation';
import type { LakeFormationAccess } from '../flow-lake-table-props';

/** Permissions on the tables that are created in a database; undefined for the defaults of the account. */
export function defaultPermissions(
  access: LakeFormationAccess | undefined,
): glue.CfnDatabase.PrincipalPrivilegesProperty[] | undefined {
  if (access?.iamAccess === undefined) return undefined;
  if (!access.iamAccess) return [];
  return [{ permissions: ['ALL'], principal: { dataLakePrincipalIdentifier: ALL_IAM_PRINCIPALS } }];
}

export interface LakeFormationGrantsProps {
  readonly databaseName: string;
  /** Resources that must exist before the grants: the database and its tables. */
  readonly after: readonly IDependable[];
}

/** Grants of Lake Formation on a database and its tables. */
export class LakeFormationGrants extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: LakeFormationGrantsProps,
  ) {
    super(scope, id);
  }

  /** Grants principals to query all tables and views, also those that are created later. */
  addReaders(principals: readonly string[]): void {
    principals.forEach((principal, index) => {
      for (const { name, ...grant } of readerGrants(this.props.databaseName, Stack.of(this).account))
        this.grant(`Reader${index}${name}`, principal, grant);
    });
  }

  /** Grants a role to register partitions of tables. */
  addRegistrar(role: iam.IRole, tables: readonly string[]): Construct[] {
    const { databaseName } = this.props;
    const catalogId = Stack.of(this).account;
    return tables.map((name) => {
      const resource = { table: { catalogId, databaseName, name } };
      return this.grant(`Registrar-${name}`, role.roleArn, {
        permissions: [...REGISTRAR_PERMISSIONS],
        resource,
      });
    });
  }

  private grant(
    id: string,
    principal: string,
    grant: Pick<ConstructorParameters<typeof CfnPrincipalPermissions>[2], 'permissions' | 'resource'>,
  ): Construct {
    const permissions = new CfnPrincipalPermissions(this, id, {
      ...grant,
      principal: { dataLakePrincipalIdentifier: principal },
      permissionsWithGrantOption: [],
    });
    permissions.node.addDependency(...this.props.after);
    return permissions;
  }
}

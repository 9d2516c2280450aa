import { type ITerraformDependable, TerraformResource, type TerraformResourceLifecycle } from 'cdktf';
import type { Construct } from 'constructs';
import { AZAPI, AzapiProvider } from './azapi-provider';

/** Arguments of an `azapi_resource`. */
export interface AzapiResourceConfig {
  /** Resource type and API version, for example `Microsoft.Network/networkWatchers/flowLogs@2025-07-01`. */
  readonly type: string;
  readonly name: string;
  /** ARM id of the parent: a resource group, or the parent resource of a child type. */
  readonly parentId: string;
  readonly location?: string;
  /** Request body in the form of the REST API. May contain tokens, but no lists. */
  readonly body: { readonly [property: string]: unknown };
  /** Ids of the user-assigned identities. */
  readonly identityIds?: readonly string[];
  readonly tags?: { readonly [name: string]: string };
  /** ARM ids: azapi changes one resource at a time per id. */
  readonly locks?: readonly string[];
  readonly lifecycle?: TerraformResourceLifecycle;
  readonly dependsOn?: ITerraformDependable[];
}

/**
 * A resource of the azapi provider, for what azurerm cannot express. It uses the subscription and the credentials of the
 * azurerm provider of its scope.
 */
export class AzapiResource extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly config: AzapiResourceConfig,
  ) {
    const { lifecycle, dependsOn } = config;
    super(scope, id, {
      terraformResourceType: 'azapi_resource',
      terraformGeneratorMetadata: AZAPI,
      provider: AzapiProvider.of(scope),
      lifecycle,
      dependsOn,
    });
  }

  /** ARM id of the resource. */
  get id(): string {
    return this.getStringAttribute('id');
  }

  /** Resource type and API version, as the bindings of the provider expose it. */
  get typeInput(): string {
    return this.config.type;
  }

  /** Name, as the bindings of the provider expose it. */
  get nameInput(): string {
    return this.config.name;
  }

  /** ARM id of the parent, as the bindings of the provider expose it. */
  get parentIdInput(): string {
    return this.config.parentId;
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    const { type, name, parentId: parent_id, location, body, identityIds, tags, locks } = this.config;
    const identity = identityIds && [{ type: USER_ASSIGNED, identity_ids: identityIds }];
    return { type, name, parent_id, location, identity, body, tags, locks };
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    const { identity, body, tags, locks, ...simple } = this.synthesizeAttributes();
    return {
      ...Object.fromEntries(Object.entries(simple).map(([name, value]) => [name, STRING(value)])),
      identity: identity && {
        value: [{ type: STRING(USER_ASSIGNED), identity_ids: STRINGS(this.config.identityIds) }],
        isBlock: true,
        type: 'list',
        storageClassType: 'identityList',
      },
      body: MAP(body),
      tags: tags && MAP(tags),
      locks: locks && STRINGS(locks),
    };
  }
}

const USER_ASSIGNED = 'UserAssigned';

const STRING = attributeOf('simple', 'string');
const STRINGS = attributeOf('list', 'stringList');
const MAP = attributeOf('map', 'anyMap');

/** Returns a function that renders an attribute of a type for HCL. */
function attributeOf(type: string, storageClassType: string) {
  return (value: unknown) => ({ value, isBlock: false, type, storageClassType });
}

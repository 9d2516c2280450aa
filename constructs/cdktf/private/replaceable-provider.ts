import { TerraformProvider } from 'cdktf';

/**
 * A provider that the constructs add. It renders nothing if the stack has its own configuration of the same provider with the
 * same alias, which the app can add later.
 */
export abstract class ReplaceableProvider extends TerraformProvider {
  override toTerraform() {
    return this.isReplaced ? {} : super.toTerraform();
  }

  override toHclTerraform() {
    return this.isReplaced ? {} : super.toHclTerraform();
  }

  private get isReplaced(): boolean {
    const { cdktfStack, terraformResourceType: type } = this;
    return cdktfStack.node
      .findAll()
      .filter((node): node is TerraformProvider => TerraformProvider.isTerraformProvider(node))
      .filter((other) => other !== this && other.cdktfStack === cdktfStack)
      .some((other) => other.terraformResourceType === type && other.alias === this.alias);
  }
}

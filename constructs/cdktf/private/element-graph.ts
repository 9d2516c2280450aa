import {
  TerraformDataSource,
  TerraformElement,
  TerraformLocal,
  TerraformModule,
  TerraformResource,
  type TerraformStack,
} from 'cdktf';
import { resolved } from './expressions';

/** Names that points separate: an address with attributes, `data.azurerm_subnet.app.id`, or another part of an expression. */
const PATH = /[\w.-]+/g;

/** Numbers of segments of addresses: `azurerm_subnet.app` and `data.azurerm_subnet.app`. */
const ADDRESS_LENGTHS = [2, 3];

/** The elements of a stack with their references and dependencies, from which Terraform derives its order. */
export class ElementGraph {
  private readonly byAddress = new Map<string, TerraformElement>();
  private readonly requirements = new Map<TerraformElement, ReadonlySet<TerraformElement>>();

  constructor(private readonly stack: TerraformStack) {
    for (const node of stack.node.findAll()) {
      const address = TerraformElement.isTerraformElement(node) ? addressOf(node) : undefined;
      if (address !== undefined) this.byAddress.set(address, node as TerraformElement);
    }
  }

  /** Returns the elements that an element requires, directly or through others. */
  requirementsOf(element: TerraformElement): ReadonlySet<TerraformElement> {
    const all = new Set<TerraformElement>();
    const open = [element];
    for (let next = open.pop(); next; next = open.pop()) {
      for (const each of this.referredBy(next)) {
        if (all.has(each)) continue;
        all.add(each);
        open.push(each);
      }
    }
    return all;
  }

  private referredBy(element: TerraformElement): ReadonlySet<TerraformElement> {
    const known = this.requirements.get(element);
    if (known) return known;
    const text = JSON.stringify(resolved(this.stack, element.toTerraform()));
    const found = [...text.matchAll(PATH)]
      .flatMap(([path]) =>
        ADDRESS_LENGTHS.map((length) => withoutSign(path).split('.').slice(0, length).join('.')),
      )
      .map((address) => this.byAddress.get(address))
      .filter((each) => each !== undefined);
    const others = new Set(found.filter((each) => each !== element));
    this.requirements.set(element, others);
    return others;
  }
}

/** A path without the digits and signs before it: `2-azurerm_subnet.app.id` is a difference. */
function withoutSign(path: string): string {
  return path.replace(/^[^A-Za-z_]+/, '');
}

function addressOf(element: TerraformElement): string | undefined {
  const id = element.friendlyUniqueId;
  if (TerraformResource.isTerraformResource(element)) return `${element.terraformResourceType}.${id}`;
  if (TerraformDataSource.isTerraformDataSource(element))
    return `data.${element.terraformResourceType}.${id}`;
  if (element instanceof TerraformLocal) return `local.${id}`;
  return element instanceof TerraformModule ? `module.${id}` : undefined;
}

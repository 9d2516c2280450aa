import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type {
  ArgumentSchema,
  BlockSchema,
  NestedBlockSchema,
  ProviderSchema,
  ValueType,
} from './provider-schema';
import { ROOT } from './source-files';

const LIBRARY = join(ROOT, 'node_modules/@cdktf/provider-azurerm/lib');

/** The schema of the release from which the installed bindings were generated, read from their interfaces. */
export const AZURERM_BINDINGS: ProviderSchema = {
  release: 'azurerm 4.55 (bindings)',
  whyMissing: '',
  get provider() {
    return blockOf('provider') as BlockSchema;
  },
  resource: (type) => blockOf(kebab(type.replace(/^azurerm_/, ''))),
  dataSource: (type) => blockOf(`data-${kebab(type)}`),
};

const CONFIG = /Config$/;

function kebab(name: string): string {
  return name.replaceAll('_', '-');
}

/** The schema in the interface of a construct's props. */
function blockOf(folder: string): BlockSchema | undefined {
  const path = join(LIBRARY, folder, 'index.d.ts');
  if (!existsSync(path)) return undefined;
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
  const interfaces = new Map(
    file.statements.filter(ts.isInterfaceDeclaration).map((each) => [each.name.text, each]),
  );
  const config = [...interfaces.values()].find(({ name }) => CONFIG.test(name.text));
  if (config === undefined) throw new Error(`${path} contains no interface of props`);
  return schemaOf(config, interfaces);
}

type Interfaces = ReadonlyMap<string, ts.InterfaceDeclaration>;

function schemaOf(declaration: ts.InterfaceDeclaration, interfaces: Interfaces): BlockSchema {
  const args: { [name: string]: ArgumentSchema } = {};
  const blocks: { [name: string]: NestedBlockSchema } = {};
  for (const member of declaration.members.filter(ts.isPropertySignature)) {
    const name = terraformName(member);
    const required = member.questionToken === undefined;
    const type = withoutResolvable(member.type as ts.TypeNode);
    const content = interfaces.get(elementOf(type).getText());
    if (content === undefined) args[name] = { type: valueTypeOf(type), required, optional: !required };
    else
      blocks[name] = {
        ...schemaOf(content, interfaces),
        min: required ? 1 : 0,
        ...(ts.isArrayTypeNode(type) ? {} : { max: 1 }),
      };
  }
  return { arguments: args, blocks };
}

/** The name of a member in Terraform, from the link in its documentation. */
function terraformName(member: ts.PropertySignature): string {
  const documentation = member.getFullText().slice(0, member.getLeadingTriviaWidth());
  const name = /#([a-z0-9_]+) [A-Za-z0-9]+#\1\}/.exec(documentation)?.[1];
  if (name === undefined)
    throw new Error(`the documentation of ${member.name.getText()} contains no Terraform name`);
  return name;
}

/** The type without IResolvable. */
function withoutResolvable(type: ts.TypeNode): ts.TypeNode {
  if (ts.isParenthesizedTypeNode(type)) return withoutResolvable(type.type);
  if (!ts.isUnionTypeNode(type)) return type;
  const known = type.types.filter((each) => !each.getText().endsWith('IResolvable'));
  if (known.length !== 1) throw new Error(`expected one type, received ${type.getText()}`);
  return known[0] as ts.TypeNode;
}

/** The type of a list's elements, or the type itself. */
function elementOf(type: ts.TypeNode): ts.TypeNode {
  if (ts.isArrayTypeNode(type)) return withoutResolvable(type.elementType);
  const isArray = ts.isTypeReferenceNode(type) && type.typeName.getText() === 'Array';
  return isArray ? withoutResolvable(type.typeArguments?.[0] as ts.TypeNode) : type;
}

function valueTypeOf(type: ts.TypeNode): ValueType {
  const element = elementOf(type);
  if (element !== type) return ['list', valueTypeOf(element)];
  switch (type.kind) {
    case ts.SyntaxKind.StringKeyword:
      return 'string';
    case ts.SyntaxKind.NumberKeyword:
      return 'number';
    case ts.SyntaxKind.BooleanKeyword:
      return 'bool';
    case ts.SyntaxKind.AnyKeyword:
      return 'dynamic';
  }
  const [index] = ts.isTypeLiteralNode(type) ? type.members : [];
  if (index === undefined || !ts.isIndexSignatureDeclaration(index))
    throw new Error(`Terraform does not have the type ${type.getText()}`);
  return ['map', valueTypeOf(withoutResolvable(index.type))];
}

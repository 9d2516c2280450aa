import { relative } from 'node:path';
import ts from 'typescript';

/**
 * Lists the inputs of a public API whose type is a union: props of interfaces, parameters of constructors and methods.
 * The jsii compiler accepts unions, and turns a union of literals into `string`, so other languages lose the choice.
 *
 * @returns lines such as `FlowLakeProps.mode: "a" | "b" (constructs/cdk/flow-lake-props.ts)`
 */
export function unionInputs(entryPoint: string, directory: string): string[] {
  const options = {
    module: ts.ModuleKind.Node20,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    skipLibCheck: true,
  };
  const program = ts.createProgram([entryPoint], options);
  const checker = program.getTypeChecker();
  const index = checker.getSymbolAtLocation(program.getSourceFile(entryPoint) as ts.SourceFile) as ts.Symbol;
  return checker.getExportsOfModule(index).flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    return (symbol.declarations ?? []).flatMap(inputsOf).flatMap((input) => {
      const type = checker.getTypeAtLocation(input);
      if (!hasUnion(type, checker)) return [];
      const file = relative(directory, input.getSourceFile().fileName).replaceAll('\\', '/');
      return [`${symbol.name}.${input.name.getText()}: ${checker.typeToString(type)} (${file})`];
    });
  });
}

type Input = ts.PropertySignature | ts.ParameterDeclaration;

function inputsOf(declaration: ts.Declaration): Input[] {
  if (ts.isInterfaceDeclaration(declaration)) {
    return declaration.members.flatMap((member): Input[] => {
      if (ts.isPropertySignature(member)) return [member];
      return ts.isMethodSignature(member) ? [...member.parameters] : [];
    });
  }
  if (!ts.isClassDeclaration(declaration)) return [];
  return declaration.members.flatMap((member) =>
    (ts.isMethodDeclaration(member) || ts.isConstructorDeclaration(member)) && isPublic(member)
      ? [...member.parameters]
      : [],
  );
}

function isPublic(member: ts.ClassElement): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return (ts.getCombinedModifierFlags(member) & hidden) === 0;
}

/** Looks into arrays and maps. Booleans and enums are not unions here. */
function hasUnion(type: ts.Type, checker: ts.TypeChecker): boolean {
  const input = checker.getNonNullableType(type);
  if (input.isUnion()) return !input.types.every(isMemberOfEnum) && !isBoolean(input);
  const [item] = checker.isArrayType(input) ? checker.getTypeArguments(input as ts.TypeReference) : [];
  const value = item ?? checker.getIndexTypeOfType(input, ts.IndexKind.String);
  return value !== undefined && hasUnion(value, checker);
}

function isMemberOfEnum({ flags }: ts.Type): boolean {
  return (flags & ts.TypeFlags.EnumLiteral) !== 0;
}

function isBoolean({ flags }: ts.Type): boolean {
  return (flags & ts.TypeFlags.Boolean) !== 0;
}

// Writes inferred types out. An inferred type refers to the library that infers it (`z.infer<...>`), and the declarations of
// that library do not compile in every app.
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './project.mjs';

const { NoTruncation, InTypeAlias } = ts.TypeFormatFlags;

/**
 * Returns the declarations of the exported type aliases of a source file, with every type written out. The declarations
 * import enums of the project, and no library.
 */
export function expandedTypes(path) {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const program = ts.createProgram([join(ROOT, path)], options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(join(ROOT, path));
  const aliases = source.statements.filter(
    (statement) =>
      ts.isTypeAliasDeclaration(statement) &&
      ts.getCombinedModifierFlags(statement) & ts.ModifierFlags.Export,
  );
  const texts = aliases.map((alias) => {
    const type = checker.typeToString(
      checker.getTypeAtLocation(alias.name),
      alias,
      NoTruncation | InTypeAlias,
    );
    return `${docOf(alias, source)}\nexport type ${alias.name.text} = ${type};\n`;
  });
  return [...imports(source, texts.join('')), ...texts].join('');
}

/** The imports of the project that the types mention. */
function imports(source, text) {
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !statement.moduleSpecifier.text.startsWith('.')) return [];
    const names = statement.importClause.namedBindings.elements
      .map(({ name }) => name.text)
      .filter((name) => new RegExp(`\\b${name}\\b`).test(text));
    if (names.length === 0) return [];
    return [`import type { ${names.join(', ')} } from '${statement.moduleSpecifier.text}';\n`];
  });
}

function docOf(node, source) {
  const [range] = ts.getLeadingCommentRanges(source.text, node.pos) ?? [];
  return range ? source.text.slice(range.pos, range.end) : '';
}

import {
  type CollectionTag,
  type Document,
  isScalar,
  type LineCounter,
  Pair,
  parseDocument,
  Scalar,
  type ScalarTag,
  type Tags,
  visit,
  YAMLMap,
} from 'yaml';

/** Functions with a YAML tag as their short form. Source: AWS CloudFormation User Guide, "Intrinsic function reference". */
const FUNCTIONS = [
  ...[
    'Base64',
    'Cidr',
    'FindInMap',
    'GetAtt',
    'GetAZs',
    'If',
    'ImportValue',
    'Join',
    'Length',
    'Select',
    'Split',
  ],
  ...['Sub', 'ToJsonString', 'Transform', 'And', 'Equals', 'Not', 'Or', 'GetStackOutput'],
];

const TAGS: Tags = [
  ...['Ref', 'Condition'].flatMap((name) => tagsOf(name, name)),
  ...FUNCTIONS.flatMap((name) => tagsOf(name, `Fn::${name}`)),
];

/** Aliases that a template expands. Hostile templates multiply them. */
const MOST_ALIASES = 1000;

/** Parses a YAML template and expands its short forms: `!Ref Bucket` becomes `{ Ref: Bucket }`. */
export function parseYamlTemplate(text: string, lineCounter?: LineCounter): Document.Parsed {
  const document = parseDocument(text, {
    customTags: TAGS,
    // `aws cloudformation package` resolves merge keys
    merge: true,
    ...(lineCounter && { lineCounter }),
  });
  visit(document, {
    // an account id with a leading zero is a text
    Scalar: (_key, node) => {
      if (isScalar(node) && typeof node.value === 'number' && /^0\d+$/.test(node.source ?? ''))
        node.value = node.source;
    },
  });
  return document;
}

/**
 * Parses a YAML template.
 *
 * @throws Error with the first problem of the text
 */
export function yamlValue(text: string): unknown {
  const document = parseYamlTemplate(text);
  const [error] = document.errors;
  if (error) throw new Error(error.message.split('\n')[0]);
  return document.toJS({ maxAliasCount: MOST_ALIASES });
}

function tagsOf(tag: string, name: string): (ScalarTag | CollectionTag)[] {
  const shared = { tag: `!${tag}`, identify: () => false };
  return [
    { ...shared, resolve: (text: string) => ({ [name]: text }) },
    { ...shared, collection: 'seq', resolve: (items) => functionCall(name, items) },
    { ...shared, collection: 'map', resolve: (items) => functionCall(name, items) },
  ];
}

function functionCall(name: string, argument: unknown): YAMLMap {
  const map = new YAMLMap();
  map.items.push(new Pair(new Scalar(name), argument));
  return map;
}

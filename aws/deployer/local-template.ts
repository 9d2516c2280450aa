import { propertyAt, UNKNOWN } from '../template/stack-values';
import type { StackScope } from './stack-scope';

const TEMPLATE_URL = 'TemplateURL';

/** Whether the value of a property is the path of a file, which `aws cloudformation package` uploads: `./network.yaml`. */
export function isLocalFile(property: string, text: string): boolean {
  return property === TEMPLATE_URL && text !== UNKNOWN && !text.includes('://');
}

/** Notes on the nested templates of a stack that are local files: their place after the upload is unknown. */
export function localTemplateNotes({ app, stack }: StackScope): string[] {
  const files = stack.resources
    .filter(({ type }) => type === 'AWS::CloudFormation::Stack')
    .flatMap((resource) => app.of(stack).list(propertyAt(resource, TEMPLATE_URL)))
    .filter((text) => isLocalFile(TEMPLATE_URL, text));
  if (files.length === 0) return [];
  return [
    `${stack.name}: ${files.join(', ')} is uploaded before the deployment; add s3:GetObject for the bucket of the upload yourself`,
  ];
}

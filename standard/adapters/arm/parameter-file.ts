import { objectOf } from '../../../aws/template/read-template';
import { UnknownCause, unknown } from '../../facts';

/** Whether parsed JSON is a parameter file of Azure Resource Manager. */
export function isArmParameterFile(json: unknown): boolean {
  const { $schema: schema, contentVersion, parameters, resources } = objectOf(json);
  if (/\/deploymentParameters\.json#?$/i.test(String(schema))) return true;
  return contentVersion !== undefined && parameters !== undefined && resources === undefined;
}

/**
 * Returns the values in a parameter file by the names of the parameters. The secrets of key vaults are unknown. Source: Azure
 * Resource Manager, "Create Resource Manager parameter file".
 */
export function armParameters(json: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(objectOf(objectOf(json).parameters)).flatMap(([name, parameter]) => {
      const { value, reference, expression } = objectOf(parameter);
      if (reference !== undefined || expression !== undefined)
        return [[name, unknown(secretReason(name), undefined, UnknownCause.INPUT)]];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function secretReason(name: string): string {
  return `it is the parameter ${name}, whose value is a secret of a key vault`;
}

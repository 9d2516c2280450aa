import { objectOf } from '../../../aws/template/read-template';
import { type Adapter, ArtifactError } from '../artifact';
import { providerModel } from '../providers/provider-model';
import type { ArmValue } from './expressions/arm-value';
import { isArmParameterFile } from './parameter-file';
import { schemaKind } from './placement';
import { templateDeclarations } from './template-declarations';

/**
 * Reads a template of Azure Resource Manager, which `bicep build` also writes. Source: Azure Resource Manager, "Template syntax".
 */
export const ARM_TEMPLATE: Adapter = {
  name: 'ARM template',
  recognises: (json) => {
    const { $schema: schema, contentVersion, resources } = objectOf(json);
    if (schemaKind(schema) !== undefined || isArmParameterFile(json)) return true;
    return typeof contentVersion === 'string' && typeof resources === 'object' && resources !== null;
  },
  read: (json, { path, unit, directory, parameters = {} }) => {
    if (isArmParameterFile(json))
      throw new ArtifactError(
        `${path} is a parameter file: check its template, flow-logs check main.json --parameters ${path}`,
      );
    const { resources, unread } = templateDeclarations(json, {
      unit,
      directory,
      file: path,
      parameter: (name) => {
        const key = Object.keys(parameters).find((each) => each.toLowerCase() === name.toLowerCase());
        return key === undefined ? undefined : (parameters[key] as ArmValue);
      },
    });
    return providerModel(resources, { unread });
  },
};

import { DataResource, type ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { INPUT } from '../../../../azure/publisher/environment';
import { PUBLISHER_PROGRAM } from '../../../../azure/publisher/publisher-program';
import type { FunctionCode } from '../../function-code';
import { azurermEnvironment } from './azurerm-environment';
import { functionPackage, packagedFile } from './function-package';

/** Parts of a publication. */
export interface PublishedCodeParts {
  readonly code: FunctionCode;
  /** ARM id of the site. */
  readonly siteId: string;
  /** Values that change if the site or its deployment container is replaced. */
  readonly target: Readonly<Record<string, string>>;
  readonly dependsOn: ITerraformDependable[];
}

/**
 * Publishes the package of the function when the package, the site or its deployment container changes. A program does it,
 * because no resource of Terraform uploads a local file to a site on Flex Consumption.
 */
export function publishedCode(scope: Construct, parts: PublishedCodeParts): void {
  const { code, siteId, target, dependsOn } = parts;
  const archive = functionPackage(scope);
  const program = packagedFile(scope, 'Publisher', PUBLISHER_PROGRAM);
  new DataResource(scope, 'Publication', {
    triggersReplace: { package: archive, ...target },
    provisioners: [
      {
        type: 'local-exec',
        // no shell is involved: the command is an argument of the interpreter
        interpreter: ['node', program],
        command: 'publish',
        environment: azurermEnvironment(scope, {
          [INPUT.siteId]: siteId,
          [INPUT.package]: archive,
          [INPUT.timeoutMinutes]: String(code.timeoutMinutes),
        }),
      },
    ],
    dependsOn,
  });
}

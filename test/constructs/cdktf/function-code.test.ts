import { readFileSync, writeFileSync } from 'node:fs';
import { AzurermProvider, type AzurermProviderConfig } from '@cdktf/provider-azurerm/lib/provider';
import { TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { FlowLake, FunctionCode } from '../../../constructs/cdktf';
import { PACKAGE_CONTEXT } from '../../../constructs/cdktf/private/normalizer/function-package';
import { siteOf, templateResourcesOf } from '../../support/deployed-site';
import { annotationsOf, resourceOf, resourcesOf, synthesized } from '../../support/terraform-stacks';
import { functionZip, newLake, SUBNET_ID } from './normalized-lake';

const withCode = (code?: FunctionCode) => newLake({ subnetId: SUBNET_ID, code }).stack;
const publicationOf = (stack = withCode()) => resourceOf(stack, 'terraform_data');

describe('Terraform publishes the package by default', () => {
  test('with a program and a package beside the stack, without a shell', () => {
    const { provisioner } = publicationOf();
    expect(provisioner).toEqual([
      {
        'local-exec': {
          interpreter: [
            'node',
            expect.stringMatching(/^assets\/Lake_Normalizer_Publisher_\w+\/[0-9A-F]{32}\/publish\.cjs$/),
          ],
          command: 'publish',
          environment: {
            FLOW_LOGS_SITE_ID: expect.stringMatching(
              /^\$\{replace\(azurerm_resource_group_template_deployment\.\w+\.id, "Microsoft.Resources\/deployments", "Microsoft.Web\/sites"\)\}$/,
            ),
            FLOW_LOGS_PACKAGE: expect.stringMatching(
              /^assets\/Lake_Normalizer_Package_\w+\/[0-9A-F]{32}\/function\.zip$/,
            ),
            FLOW_LOGS_PUBLISH_MINUTES: '20',
          },
        },
      },
    ]);
  });

  test('again if the package, the site or its container changes, and not if a setting changes', () => {
    const triggers = () => publicationOf().triggers_replace;
    const before = triggers();
    expect(before).toEqual({
      package: expect.stringMatching(/^assets\/.*\/function\.zip$/),
      site: expect.stringMatching(/^\$\{azurerm_resource_group_template_deployment\.\w+\.id\}$/),
      container: expect.stringMatching(/^\$\{azurerm_storage_container\.Lake_Normalizer_Packages_\w+\.id\}$/),
    });
    expect(triggers()).toEqual(before);
    const changed = newLake({ subnetId: SUBNET_ID, sweepHours: 12, maximumInstances: 100 }).stack;
    expect(publicationOf(changed).triggers_replace).toEqual(before);
    const content = readFileSync(functionZip);
    writeFileSync(functionZip, 'another package');
    expect(triggers().package).not.toBe(before.package);
    writeFileSync(functionZip, content);
  });

  test('after the roles of the function', () => {
    const stack = withCode();
    const { resource } = synthesized(stack);
    const [deployment] = Object.values(resource.azurerm_resource_group_template_deployment ?? {});
    const { depends_on: waits } = publicationOf(stack);
    expect(waits).toEqual(deployment?.depends_on);
    expect(waits.length).toBeGreaterThan(0);
  });

  test('for a duration', () => {
    const stack = withCode(FunctionCode.publish({ timeoutMinutes: 45 }));
    expect(publicationOf(stack).provisioner[0]['local-exec'].environment.FLOW_LOGS_PUBLISH_MINUTES).toBe(
      '45',
    );
  });

  test('in the cloud of the provider, without its secrets', () => {
    const { stack } = newLake(null);
    const provider = new AzurermProvider(stack, 'logs', {
      features: [{}],
      alias: 'logs',
      environment: 'usgovernment',
      tenantId: 'tenant',
      clientId: 'client',
      clientSecret: 'a-secret',
      useOidc: true,
    });
    new FlowLake(stack, 'Other', {
      location: 'usgovvirginia',
      provider,
      normalizer: { subnetId: SUBNET_ID },
    });
    const { environment } = publicationOf(stack).provisioner[0]['local-exec'];
    expect(environment).toMatchObject({
      ARM_ENVIRONMENT: 'usgovernment',
      ARM_TENANT_ID: 'tenant',
      ARM_CLIENT_ID: 'client',
      ARM_USE_OIDC: 'true',
    });
    expect(JSON.stringify(publicationOf(stack))).not.toContain('a-secret');
    expect(annotationsOf(stack)).toContain(
      'the azurerm provider sets clientSecret, which the program that publishes the function does not receive: set the variable ' +
        'ARM_CLIENT_SECRET instead, or set code to FunctionCode.fromUrl() or FunctionCode.external()',
    );
  });
});

describe('the program uses the azurerm provider', () => {
  const withProvider = (config: Partial<AzurermProviderConfig>) => {
    const app = Testing.app({ fakeCdktfJsonPath: true, context: { [PACKAGE_CONTEXT]: functionZip } });
    const stack = new TerraformStack(app, 'network');
    new FlowLake(stack, 'Lake', { location: 'westeurope', normalizer: { subnetId: SUBNET_ID } });
    new AzurermProvider(stack, 'azurerm', { features: [{}], ...config });
    return stack;
  };

  test('that the app adds after the lake', () => {
    const oidc = new TerraformVariable(new TerraformStack(Testing.app(), 'other'), 'oidc', { type: 'bool' });
    const stack = withProvider({
      environment: 'usgovernment',
      oidcRequestUrl: 'https://ci.example/token',
      useMsi: false,
      useOidc: oidc.booleanValue,
    });
    const { environment } = publicationOf(stack).provisioner[0]['local-exec'];
    expect(environment).toEqual({
      ARM_ENVIRONMENT: 'usgovernment',
      ARM_OIDC_REQUEST_URL: 'https://ci.example/token',
      ARM_USE_MSI: 'false',
      ARM_USE_OIDC: '${var.oidc}',
      FLOW_LOGS_SITE_ID: expect.any(String),
      FLOW_LOGS_PACKAGE: expect.any(String),
      FLOW_LOGS_PUBLISH_MINUTES: '20',
    });
    const hcl = Testing.synthHcl(stack, true);
    expect(hcl).toMatch(/^ARM_USE_MSI = "false"$/m);
  });

  test('except its client certificate, with a warning', () => {
    const stack = withProvider({ clientCertificatePath: 'deployer.pfx' });
    synthesized(stack);
    expect(annotationsOf(stack)).toContain(
      'the azurerm provider sets clientCertificatePath, and the program that publishes the function cannot sign with a ' +
        'certificate: use another credential, or set code to FunctionCode.fromUrl() or FunctionCode.external()',
    );
  });
});

test('Azure Resource Manager publishes the package at a URL, without a build', () => {
  const url = 'https://packages.example.com/0.1.0/function.zip';
  const stack = withCode(FunctionCode.fromUrl(url));
  expect(resourcesOf(stack, 'terraform_data')).toEqual([]);
  const publication = templateResourcesOf(stack).find(
    ({ type }) => type === 'Microsoft.Web/sites/extensions',
  );
  expect(publication).toMatchObject({
    name: "[format('{0}/onedeploy', parameters('name'))]",
    dependsOn: ["[resourceId('Microsoft.Web/sites', parameters('name'))]"],
    properties: { packageUri: url, remoteBuild: false },
  });
});

test('a pipeline publishes the package', () => {
  const stack = withCode(FunctionCode.external());
  expect(resourcesOf(stack, 'terraform_data')).toEqual([]);
  expect(templateResourcesOf(stack).map(({ type }) => type)).not.toContain('Microsoft.Web/sites/extensions');
  expect(siteOf(stack).properties.functionAppConfig.deployment.storage.type).toBe('blobContainer');
  expect(FunctionCode.PACKAGE).toMatch(/function\.zip$/);
});

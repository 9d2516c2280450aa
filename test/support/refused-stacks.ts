import { type Contents, type TerraformConfiguration, withResources } from './terraform';

const DEPLOYMENT = 'azurerm_resource_group_template_deployment';
const PUBLICATION = 'terraform_data';
const SITE = 'azurerm_function_app_flex_consumption';
const FLOW_LOG = 'azurerm_network_watcher_flow_log';

/** A stack without waits for roles. */
export function withoutWaits(stack: TerraformConfiguration): TerraformConfiguration {
  return withResources(stack, 'time_sleep', (wait) => ({ ...wait, create_duration: '0s' }));
}

/** A stack whose flow logs are created at the same time. */
export function withoutOrder(stack: TerraformConfiguration): TerraformConfiguration {
  return withResources(stack, FLOW_LOG, ({ depends_on, ...flowLog }) => ({
    ...flowLog,
    depends_on: ((depends_on as string[] | undefined) ?? []).filter(
      (each) => !each.startsWith(`${FLOW_LOG}.`),
    ),
  }));
}

/** A stack whose site has an additional app setting. */
export function withSetting(name: string, value: string) {
  return (stack: TerraformConfiguration) =>
    withTemplate(stack, (template) =>
      template.replace('"appSettings":[', `"appSettings":[${JSON.stringify({ name, value })},`),
    );
}

/** A stack that publishes its package with few attempts. */
export function withFewAttempts(stack: TerraformConfiguration): TerraformConfiguration {
  const minutes = /("FLOW_LOGS_PUBLISH_MINUTES":)"[^"]*"/;
  const text = JSON.stringify(stack);
  if (!minutes.test(text)) throw new Error('the stack publishes no package');
  return JSON.parse(text.replace(minutes, '$1"0.1"'));
}

/** A stack whose site is in no network. */
export function withoutNetwork(stack: TerraformConfiguration): TerraformConfiguration {
  return withTemplate(stack, (template) => {
    const property = /"virtualNetworkSubnetId":"[^"]*",/;
    if (!property.test(template)) throw new Error('the template has no virtualNetworkSubnetId');
    return template.replace(property, '');
  });
}

/** A stack with the site of azurerm, an empty `AzureWebJobsStorage`, and the package that azurerm publishes. */
export function flexConsumptionApp(stack: TerraformConfiguration): TerraformConfiguration {
  const { [DEPLOYMENT]: deployments, [PUBLICATION]: publications, ...others } = stack.resource ?? {};
  const [[id, deployment]] = Object.entries(deployments ?? {}) as [[string, Contents]];
  const [publication] = Object.values(publications ?? {}) as [{ triggers_replace: { package: string } }];
  const [plan] = Object.keys(others.azurerm_service_plan ?? {});
  const [identity] = Object.keys(others.azurerm_user_assigned_identity ?? {});
  const [location, group] = [deployment.location, deployment.resource_group_name];
  const container = /"packageContainer" = \{"value" = "([^"]*)"\}/.exec(
    String(deployment.parameters_content),
  )?.[1];
  const identityId = `\${azurerm_user_assigned_identity.${identity}.id}`;
  const site = {
    name: 'flowlogsofazurerm',
    resource_group_name: group,
    location: location ?? 'westeurope',
    service_plan_id: `\${azurerm_service_plan.${plan}.id}`,
    runtime_name: 'node',
    runtime_version: '22',
    identity: { type: 'UserAssigned', identity_ids: [identityId] },
    storage_container_type: 'blobContainer',
    storage_container_endpoint: container,
    storage_authentication_type: 'UserAssignedIdentity',
    storage_user_assigned_identity_id: identityId,
    site_config: {},
    app_settings: { AZUREWEBJOBSSTORAGE: '', AzureWebJobsStorage__credential: 'managedidentity' },
    zip_deploy_file: publication.triggers_replace.package,
    depends_on: deployment.depends_on,
  };
  const changed = { ...stack, resource: { ...others, [SITE]: { [id]: site } } };
  return JSON.parse(JSON.stringify(changed).replaceAll(`${DEPLOYMENT}.${id}`, `${SITE}.${id}`));
}

function withTemplate(
  stack: TerraformConfiguration,
  change: (template: string) => string,
): TerraformConfiguration {
  return withResources(stack, DEPLOYMENT, (deployment) => ({
    ...deployment,
    template_content: change(String(deployment.template_content)),
  }));
}

/**
 * The action group that Application Insights adds to the resource group of a component if it does not exist. It stays when the
 * component is deleted, so a resource group that Terraform created cannot be deleted.
 *
 * Source: azurerm issues 10563 and 18026, pull request 22163; azurerm provider, source of `azurerm_application_insights`, by
 * which the generated alert rule is deleted with the component.
 */
export const SMART_DETECTION_GROUP = {
  name: 'Application Insights Smart Detection',
  shortName: 'SmartDetect',
  /** Roles whose members receive the messages. The ids of built-in roles are the same in every tenant. */
  roles: [
    { name: 'Monitoring Contributor', id: '749f88d5-cbae-40b8-bcfc-e573ddc772fa' },
    { name: 'Monitoring Reader', id: '43d0d8ad-25c7-4714-9337-8ba259a9fe05' },
  ],
} as const;

terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.50"
    }
  }
}

provider "azurerm" {
  features {}
}

resource "azurerm_resource_group_template_deployment" "flow_log" {
  name                = "flow-log"
  resource_group_name = "NetworkWatcherRG"
  deployment_mode     = "Incremental"

  parameters_content = jsonencode({
    targetId  = { value = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-network/providers/Microsoft.Network/virtualNetworks/vnet-hub" }
    storageId = { value = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-logs/providers/Microsoft.Storage/storageAccounts/stcentral" }
  })

  template_content = <<-TEMPLATE
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": { "targetId": { "type": "string" }, "storageId": { "type": "string" } },
      "resources": [
        {
          "type": "Microsoft.Network/networkWatchers/flowLogs",
          "apiVersion": "2024-05-01",
          "name": "NetworkWatcher_westeurope/fl-vnet-hub",
          "location": "westeurope",
          "properties": {
            "targetResourceId": "[parameters('targetId')]",
            "storageId": "[parameters('storageId')]",
            "enabled": true,
            "retentionPolicy": { "days": 90, "enabled": true },
            "format": { "type": "JSON", "version": 2 },
            "flowAnalyticsConfiguration": { "networkWatcherFlowAnalyticsConfiguration": { "enabled": true, "trafficAnalyticsInterval": 10,
              "workspaceResourceId": "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-monitor/providers/Microsoft.OperationalInsights/workspaces/log-network" } }
          }
        }
      ]
    }
  TEMPLATE
}

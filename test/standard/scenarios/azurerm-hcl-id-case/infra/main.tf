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

resource "azurerm_network_watcher_flow_log" "hub" {
  name                 = "fl-vnet-hub"
  network_watcher_name = "NetworkWatcher_westeurope"
  resource_group_name  = "NetworkWatcherRG"
  location             = "westeurope"

  target_resource_id = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-network/providers/Microsoft.Network/virtualNetworks/vnet-hub"
  storage_account_id = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-logs/providers/Microsoft.Storage/storageAccounts/stcentral"
  enabled            = true
  version            = 2

  retention_policy {
    enabled = true
    days    = 90
  }

  traffic_analytics {
    enabled               = true
    workspace_id          = "8a5f4c1e-0000-4000-8000-000000000001"
    workspace_region      = "westeurope"
    workspace_resource_id = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-monitor/providers/Microsoft.OperationalInsights/workspaces/log-network"
    interval_in_minutes   = 10
  }
}

resource "azurerm_network_watcher_flow_log" "again" {
  name                 = "fl-vnet-again"
  network_watcher_name = "NetworkWatcher_westeurope"
  resource_group_name  = "NetworkWatcherRG"
  location             = "westeurope"

  target_resource_id = "/subscriptions/00000000-0000-0000-0000-000000000001/resourcegroups/rg-network/providers/Microsoft.Network/VIRTUALNETWORKS/VNET-HUB"
  storage_account_id = "/subscriptions/00000000-0000-0000-0000-000000000001/resourcegroups/rg-logs/providers/microsoft.storage/storageaccounts/stcentral"
  enabled            = true
  version            = 2

  retention_policy {
    enabled = true
    days    = 90
  }

  traffic_analytics {
    enabled               = true
    workspace_id          = "8a5f4c1e-0000-4000-8000-000000000001"
    workspace_region      = "westeurope"
    workspace_resource_id = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-monitor/providers/Microsoft.OperationalInsights/workspaces/log-network"
    interval_in_minutes   = 10
  }
}

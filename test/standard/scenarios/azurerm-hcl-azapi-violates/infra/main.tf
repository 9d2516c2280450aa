terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.50"
    }
    azapi = {
      source  = "azure/azapi"
      version = "~> 2.4"
    }
  }
}

provider "azurerm" {
  features {}
}

resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub"
  resource_group_name = "rg-network"
  location            = "westeurope"
  address_space       = ["10.0.0.0/16"]
}

resource "azurerm_storage_account" "logs" {
  name                     = "stflowlogsweu"
  resource_group_name      = "rg-network"
  location                 = "westeurope"
  account_kind             = "StorageV2"
  account_tier             = "Standard"
  account_replication_type = "ZRS"
}

resource "azapi_resource" "flow_log" {
  type      = "Microsoft.Network/networkWatchers/flowLogs@2024-05-01"
  name      = "fl-vnet-hub"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/NetworkWatcher_westeurope"
  location  = "westeurope"

  body = {
    properties = {
      targetResourceId = azurerm_virtual_network.hub.id
      storageId        = azurerm_storage_account.logs.id
      enabled          = true
      retentionPolicy  = { enabled = true, days = 30 }
      format           = { type = "JSON", version = 2 }
      flowAnalyticsConfiguration = {
        networkWatcherFlowAnalyticsConfiguration = {
          enabled                  = true
          workspaceResourceId      = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-monitor/providers/Microsoft.OperationalInsights/workspaces/log-network"
          trafficAnalyticsInterval = 10
        }
      }
    }
  }
}

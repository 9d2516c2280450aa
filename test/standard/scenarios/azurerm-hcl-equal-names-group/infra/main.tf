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

resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub"
  resource_group_name = "rg-network"
  location            = "westeurope"
  address_space       = ["10.0.0.0/16"]
}

resource "azurerm_virtual_network" "spoke" {
  name                = "vnet-spoke"
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

resource "azurerm_network_watcher_flow_log" "hub" {
  name                 = "fl-vnet-hub"
  network_watcher_name = "NetworkWatcher_westeurope"
  resource_group_name  = var.watcher_group
  location             = "westeurope"

  target_resource_id = azurerm_virtual_network.hub.id
  storage_account_id = azurerm_storage_account.logs.id
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

resource "azurerm_network_watcher_flow_log" "spoke" {
  name                 = "fl-vnet-hub"
  network_watcher_name = "NetworkWatcher_westeurope"
  resource_group_name  = var.watcher_group
  location             = "westeurope"

  target_resource_id = azurerm_virtual_network.spoke.id
  storage_account_id = azurerm_storage_account.logs.id
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

variable "watcher_group" {
  type = string
}

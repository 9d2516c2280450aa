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
  name                     = "flow-log"
  resource_group_name      = "NetworkWatcherRG"
  deployment_mode          = "Incremental"
  template_spec_version_id = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-specs/providers/Microsoft.Resources/templateSpecs/flowLog/versions/1.2"
}

terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

locals {
  azs    = [for suffix in ["a", "b"] : "eu-west-1${suffix}"]
  fields = ["version", "account-id", "interface-id", "srcaddr", "dstaddr", "srcport", "dstport", "protocol", "packets", "bytes", "start", "end", "action", "log-status"]
  format = join(" ", [for field in local.fields : "$${${field}}"])
}

# the hub has everything that the standard requires
module "hub" {
  source = "./modules/vpc"

  name            = "hub"
  cidr            = "10.0.0.0/16"
  azs             = local.azs
  private_subnets = ["10.0.1.0/24", "10.0.2.0/24"]

  enable_flow_log           = true
  flow_log_destination_type = "s3"
  flow_log_destination_arn  = module.logs.bucket_arn
  flow_log_log_format       = local.format
}

# the spokes have no flow log
module "spoke" {
  source   = "./modules/vpc"
  for_each = var.spokes

  name            = each.key
  cidr            = each.value
  azs             = local.azs
  private_subnets = []
}

# a flow log of rejected traffic
module "lab" {
  source = "./modules/vpc"

  name = "lab"
  cidr = "10.9.0.0/16"

  enable_flow_log           = true
  flow_log_destination_type = "s3"
  flow_log_destination_arn  = module.logs.bucket_arn
  flow_log_log_format       = local.format
  flow_log_traffic_type     = "REJECT"
}

# not created
module "disabled" {
  source     = "./modules/vpc"
  create_vpc = false
  name       = "disabled"
}

module "logs" {
  source = "./modules/flow-log-bucket"
  name   = "central-flow-logs"
}

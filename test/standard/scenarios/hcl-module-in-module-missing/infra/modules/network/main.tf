variable "log" {
  type = bool
}

variable "bucket_arn" {
  type = string
}

variable "log_format" {
  type = string
}

module "vpc" {
  source = "../vpc"

  name                              = "inner"
  enable_flow_log                   = var.log
  flow_log_destination_type         = "s3"
  flow_log_destination_arn          = var.bucket_arn
  flow_log_log_format               = var.log_format
  flow_log_max_aggregation_interval = 60
}

output "vpc_id" {
  value = module.vpc.vpc_id
}

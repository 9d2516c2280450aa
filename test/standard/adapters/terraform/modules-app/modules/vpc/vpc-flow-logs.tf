locals {
  enable_flow_log = local.create_vpc && var.enable_flow_log

  create_flow_log_log_group = local.enable_flow_log && var.flow_log_destination_type != "s3" && var.flow_log_destination_arn == ""

  flow_log_destination_arn = local.create_flow_log_log_group ? try(aws_cloudwatch_log_group.flow_log[0].arn, null) : var.flow_log_destination_arn
}

resource "aws_flow_log" "this" {
  count = local.enable_flow_log ? 1 : 0

  log_destination_type     = var.flow_log_destination_type
  log_destination          = local.flow_log_destination_arn
  log_format               = var.flow_log_log_format
  traffic_type             = var.flow_log_traffic_type
  vpc_id                   = local.vpc_id
  max_aggregation_interval = var.flow_log_max_aggregation_interval

  dynamic "destination_options" {
    for_each = var.flow_log_destination_type == "s3" ? [true] : []

    content {
      file_format                = var.flow_log_file_format
      hive_compatible_partitions = true
      per_hour_partition         = true
    }
  }
}

resource "aws_cloudwatch_log_group" "flow_log" {
  count = local.create_flow_log_log_group ? 1 : 0

  name              = "/aws/vpc-flow-log/${local.vpc_id}"
  retention_in_days = 400
}

variable "create_vpc" {
  type    = bool
  default = true
}

variable "name" {
  type    = string
  default = ""
}

variable "cidr" {
  type    = string
  default = "10.0.0.0/16"
}

variable "enable_dns_hostnames" {
  type    = bool
  default = true
}

variable "private_subnets" {
  type    = list(string)
  default = []
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "enable_flow_log" {
  type    = bool
  default = false
}

variable "flow_log_destination_type" {
  type    = string
  default = "cloud-watch-logs"
}

variable "flow_log_destination_arn" {
  type    = string
  default = ""
}

variable "flow_log_log_format" {
  type    = string
  default = null
}

variable "flow_log_traffic_type" {
  type    = string
  default = "ALL"
}

variable "flow_log_max_aggregation_interval" {
  type    = number
  default = 600
}

variable "flow_log_file_format" {
  type    = string
  default = "plain-text"
}

variable "flow_log_hive_compatible_partitions" {
  type    = bool
  default = false
}

variable "flow_log_per_hour_partition" {
  type    = bool
  default = false
}

variable "vpc_flow_log_tags" {
  type    = map(string)
  default = {}
}


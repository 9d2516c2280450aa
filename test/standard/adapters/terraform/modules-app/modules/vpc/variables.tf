variable "create" {
  type    = bool
  default = true
}

variable "create_vpc" {
  description = "Whether the VPC is created"
  type        = bool
  default     = true
}

variable "name" {
  type    = string
  default = ""
}

variable "cidr" {
  type    = string
  default = "10.0.0.0/16"
}

variable "secondary_cidr_blocks" {
  type    = list(string)
  default = []
}

variable "azs" {
  type    = list(string)
  default = []
}

variable "private_subnets" {
  type    = list(string)
  default = []
}

variable "private_subnet_names" {
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
  default = 60
}

variable "flow_log_file_format" {
  type    = string
  default = "parquet"
}

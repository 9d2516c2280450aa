variable "days" {
  type    = number
  default = 30
}

variable "traffic" {
  type    = string
  default = "ALL"
}

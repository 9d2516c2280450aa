variable "days" {
  type    = number
  default = 400
}

variable "traffic" {
  type    = string
  default = "ALL"
}

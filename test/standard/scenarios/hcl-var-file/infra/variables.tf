variable "days" {
  type = number
}

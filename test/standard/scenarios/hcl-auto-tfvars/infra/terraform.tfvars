days = 400

print("naru")

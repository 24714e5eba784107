RAIN = {"August": 48, "September": 71, "October": 64}

wettest = max(RAIN, key=RAIN.get)
print(f"{wettest} was the wettest month: {RAIN[wettest]} mm of rain.")

# SPDX-License-Identifier: Apache-2.0
print("It is", input("Who is there? "))

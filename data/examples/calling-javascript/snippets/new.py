"""Class.new

Python has no word "new", so a JavaScript class has a method of that name. Without it today's classes
fail: add window.ModernPet("Rex") and see. Old ones, made of functions, may do without."""
from pyscript import window

print(window.ModernPet.new("Rex").speak())
print(window.LegacyPet.new("Tom").speak())
print(window.LegacyPet("Tom").speak())

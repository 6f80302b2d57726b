"""The slices of the product, one folder each, all of the same shape.

`routes` speaks HTTP, `service` does the work, `queries` holds the SQL, `contracts` and `facade` are all that another
slice may import.
"""

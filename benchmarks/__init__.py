"""How fast the kit is, beside other ways to do the same; results are in README.md beside this."""

"""The town's own page: what each camera sees, and what a passer-by can do at each door."""

"""Shows a door's state to a household's own Home Assistant, where it is asked to: never who came, and nothing can come back."""

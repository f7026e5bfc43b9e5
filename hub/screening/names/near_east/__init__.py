"""How names in Arabic, Hebrew and Ethiopic letters are written, and what Islam gave to all of its languages."""

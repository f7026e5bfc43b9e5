"""How names of India, Pakistan, Nepal, Bangladesh and Sri Lanka are written, in a dozen scripts."""

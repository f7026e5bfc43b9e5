"""How Chinese names are written: characters, and the systems that spell them in Latin letters."""

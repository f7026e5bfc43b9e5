"""How names of Tibetans, Mongols, Uyghurs and Kazakhs are written, by themselves and in China."""

"""How Thai, Lao, Khmer, Burmese and Vietnamese names are written, and what stands before them."""

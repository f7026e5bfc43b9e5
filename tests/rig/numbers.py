"""Resident numbers of nobody, made apart from the product's own rule, so that each can be tried against the other."""

WEIGHTS = tuple(2**place % 11 for place in range(17, 0, -1))


def with_check(first: str) -> str:
    """Return the 18 characters that begin with these 17 and end with their check character (GB 11643)."""
    return first + "10X98765432"[sum(weight * int(digit) for weight, digit in zip(WEIGHTS, first, strict=True)) % 11]

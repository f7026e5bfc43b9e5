"""What everybody may read, signed in or not: how to begin, help, the privacy notice, and what proves that the bounds hold."""

"""What we told people, one file a bound. Each of these fails when the product stops keeping its word."""

"""What happens in the town without anybody's hand."""

"""What gates and hub say to each other: pure values and bytes, importing nothing of ours."""

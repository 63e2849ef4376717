"""Which outcomes are still possible, and by which answers: exact, and without trying every answer."""

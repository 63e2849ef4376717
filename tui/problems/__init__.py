"""What a problem is, a page for each code, and how it is shown."""

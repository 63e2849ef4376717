"""A recommendation, or the next question, as text, Markdown, HTML and JSON."""

"""What a tree is: model, conditions, text, format, reader, library."""

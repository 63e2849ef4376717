"""The author's bench: what scenarios cover, what an edit changes for people, and the tree as a picture."""

"""One person's run: answers, change, recommendation, commands, and understanding what was typed."""

"""whichway: a chatbot for the terminal that gives advice it can prove."""

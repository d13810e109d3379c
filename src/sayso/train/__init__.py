"""Training of the neural tiers: from annotated articles to the weights that ship. Never needed at run time."""

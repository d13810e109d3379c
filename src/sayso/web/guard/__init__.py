"""Who may do what, and what a page may do in a browser."""

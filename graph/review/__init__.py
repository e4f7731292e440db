"""What people decided about statements and links: a file of decisions, and what follows from it."""

"""Text to figures with their units, one module a language."""

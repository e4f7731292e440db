"""Text to due dates, one module a language."""

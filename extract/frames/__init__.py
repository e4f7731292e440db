"""Passages to drafts of statements, one module a language."""

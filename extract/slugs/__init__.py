"""Names outside the register to slugs, one module a language."""

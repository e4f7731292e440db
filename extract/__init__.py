"""Text to statements: documents, passages, quotations, actors, frames and values."""

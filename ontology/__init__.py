"""What a commitment is: records, value lists, vocabulary, actor register, errors."""

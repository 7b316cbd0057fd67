"""From bytes to plain data: archives, encodings, JSON, YAML, XML, several outputs in one text, all within bounds."""

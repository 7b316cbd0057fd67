"""What people say in their own words: it suggests, and confirms or excludes nothing."""

"""What one can do here, told from the registry."""

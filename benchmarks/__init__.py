"""What the README's figures come from; each program prints a table of measurements and their targets."""

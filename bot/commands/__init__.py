"""From what happened on a platform to the function that answers it."""

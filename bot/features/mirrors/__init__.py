"""What communities plan, on the lists of events that workspaces have of their own."""

"""Running a community: create, edit, mode, hide, roles, archive, reactivate, and the log."""

"""Running a community: create, edit, mode, hide, roles, places, archive, reactivate, and the log."""

"""Who was there: at a button while it takes place, or with a word that is said in the room."""

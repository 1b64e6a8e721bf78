"""What remains of a webinar: recording, slides, concept note, questions and answers, summary; and what is missing."""

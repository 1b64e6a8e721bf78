"""The rooms where Palabre meets a chat platform; only here may a platform be named or its library imported."""

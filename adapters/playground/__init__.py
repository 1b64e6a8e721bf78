"""The playground: a chat platform of our own on one web page, so that Palabre can be tried without any account."""

"""What other programs ask over HTTP: is it alive, is it ready, how is it doing."""

"""Who people are: accounts, names, languages, and how a private message reaches them."""

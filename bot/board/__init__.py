"""The anonymous board: posts, handles, states, drafts; written once, for every kind of post."""

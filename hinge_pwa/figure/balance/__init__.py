"""Where the body's weight lies, what carries it, and what no body can do."""

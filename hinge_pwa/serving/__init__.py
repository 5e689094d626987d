"""Between the server program and Flask: reads requests in an event loop, answers them in threads."""

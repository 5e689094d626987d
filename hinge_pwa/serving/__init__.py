"""Between granian and Flask: reads requests in an event loop, answers them in threads."""

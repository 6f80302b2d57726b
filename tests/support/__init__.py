"""What tests share: a real PostgreSQL with a database for each test, and a guard over the network."""

"""What each document says: layout, writers, readers."""

"""What to do next: loads the steps, decides which apply, counts deadlines."""

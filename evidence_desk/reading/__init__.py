"""What a file from elsewhere is: nothing of it is believed, and its pictures are decoded in a process of their own."""

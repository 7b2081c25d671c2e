"""What a case is: plain values and laws, standard library only."""

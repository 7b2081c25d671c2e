"""The rooms and bars of the window, each given plain values and saying what the person did."""

"""A draft as a Word file that goes out to be commented on, with marks by which it is known when it comes back."""

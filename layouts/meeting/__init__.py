"""Meeting mode: one message a screen, and the page on which screens are chosen."""

"""What answers the browser: the page's callback, and what is sent or refused around it."""

from callbacks import page

__all__ = ["page"]

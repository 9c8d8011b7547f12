"""Everything a visitor sees: the frame, the pages and the one chart card, as functions that return components."""

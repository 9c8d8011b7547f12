"""Views as slides, a Word document and a workbook; `python -m briefings` is the command line."""

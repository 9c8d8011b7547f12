"""What pages, meetings, plain pages and briefings all show: charts and numbers, where printed, what touches them."""

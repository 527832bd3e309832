"""What people read in a terminal: records, casefiles, and the words and rows they are shown in."""

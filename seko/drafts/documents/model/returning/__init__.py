"""Files that come back: Word's comments and tracked changes, each at its place in the draft that is consulted."""

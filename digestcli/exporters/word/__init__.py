"""An issue as a Word document: its elements of Office Open XML, its styles, and the package they lie in."""

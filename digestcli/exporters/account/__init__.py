"""What becomes of an issue in the editor of Official Accounts, and what that editor is going to say to it."""

"""The workspace, in which a campaign is edited: nobody else knows its tables."""

"""Any vector layers as a campaign: mapped to tasks, put on images, written into a folder."""

"""Three-way merge of campaigns: what one side changed is taken, what both changed is asked."""

"""The pages of an export: of the campaign, and of the project's other layers."""

"""The pages of exports: of the campaign, and of the project's other layers."""

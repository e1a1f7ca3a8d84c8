"""What the plugin does, without a widget: the format, the layers and the Processing algorithms."""

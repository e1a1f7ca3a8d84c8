"""What people do to annotations, labels and images: each is one undo step over all layers."""

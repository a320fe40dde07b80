"""What a copied address reopens, and what the operator sets."""

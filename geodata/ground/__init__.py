"""The ground on either side of a border, and between what its maps draw."""

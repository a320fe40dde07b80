"""The page's words as safe HTML, and the component in which they can be clicked."""

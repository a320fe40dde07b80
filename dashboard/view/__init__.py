"""The view that an address holds, and the settings of whoever runs the app."""

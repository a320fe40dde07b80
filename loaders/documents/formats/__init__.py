"""Files that are no plain text: what each holds, unpacked within limits."""

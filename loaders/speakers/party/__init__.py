"""For whom a speaker speaks: a country, another party, an analyst, a local, or nobody."""

"""From a script to sound: one file for each engine that can speak."""

"""How a diagnosis is shown. Imports the result model of engine/, never kb/."""

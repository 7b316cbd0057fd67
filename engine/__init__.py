"""How conclusions are drawn: a diagnostic shell over experta that knows nothing of Azure or of backups."""

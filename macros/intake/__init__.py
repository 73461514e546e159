"""Takes in what others send: the file of a form on the site, or an issue made with an issue form, as a record in data/."""

"""How a draft looks: passages as HTML, drawn once for every page that shows one."""
